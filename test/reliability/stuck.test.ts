import { expect, it, onTestFinished } from 'vitest';
import { StandIn } from '../../tools/discord-stand-in/stand-in.js';
import { BotProcess } from '../discord/bot-process.js';
import { temporaryFolder } from '../support/folders.js';

it('if reconnecting is impossible, the process exits with the code for a restart', {
  timeout: 60_000,
}, async () => {
  const [discord, folder] = [await StandIn.start(), await temporaryFolder()];
  onTestFinished(() => discord.close());
  discord.gateway.heartbeatInterval = 300;
  const bot = new BotProcess(folder, {
    EMBEDDINGS_DIR: folder,
    ARTICLES_DIR: folder,
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    STUCK_AFTER_SECONDS: '2',
  });
  onTestFinished(() => bot.signal('SIGKILL'));
  await bot.logged('commands');
  discord.gateway.answers = false;
  discord.gateway.cut();
  expect(await bot.exit()).toBe(75);
  expect(bot.stderr).toMatch(/said nothing for 2 seconds/);
});
