import path from 'node:path';
import { GatewayIntentBits } from 'discord-api-types/v10';
import { expect, it, onTestFinished } from 'vitest';
import { openState } from '../../src/state/state.js';
import { StandIn } from '../../tools/discord-stand-in/stand-in.js';
import { temporaryFolder } from '../support/folders.js';
import { BotProcess } from './bot-process.js';

it('a watched channel without the intent does not prevent the start', { timeout: 60_000 }, async () => {
  const discord = await StandIn.start({ grantsMessageContent: false });
  onTestFinished(() => discord.close());
  const folder = await temporaryFolder();
  const state = openState(path.join(folder, 'data'), {});
  state.settings.change(discord.world.guildId, { watched: [discord.world.askHere.id] });
  state.close();
  const bot = new BotProcess(folder, {
    ...{ EMBEDDINGS_DIR: folder, ARTICLES_DIR: folder },
    ...{ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
  });
  await bot.logged('commands');
  expect(discord.gateway.intents & GatewayIntentBits.MessageContent).toBe(0);
  expect(bot.output).toMatch(/message content intent is/i);
  const panel = discord.slash('settings', {}, discord.world.manager);
  expect(await panel.reply(/Settings for this server/)).toMatch(/Message Content Intent.*restart/);
  expect(await bot.stop()).toBe(0);
  expect(discord.violations).toEqual([]);
});
