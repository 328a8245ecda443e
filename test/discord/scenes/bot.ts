import type { APIMessage } from 'discord-api-types/v10';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { textsOf } from '../../../tools/discord-stand-in/messages/limits.js';
import { StandIn } from '../../../tools/discord-stand-in/stand-in.js';
import { BotProcess } from '../bot-process.js';
import { createLibrary, type TestLibrary } from '../library.js';

export const QUESTION = 'How large an area of farmland was de-mined?';
export const read = ({ components }: APIMessage) => textsOf(components ?? []).join('\n');

// Set before the first test of a block.
export let discord: StandIn;
export let library: TestLibrary;
export let bot: BotProcess;

/** One bot for all tests of a block, in order: it starts without an index and is given one by /reindex. */
export function withEmptyIndex(): void {
  beforeAll(async () => {
    [discord, library] = await Promise.all([StandIn.start(), createLibrary('long')]);
    if (!discord.description) process.stdout.write('openapi.json is not there: requests are not checked against it\n');
    bot = new BotProcess(library.root, {
      ...library.environment,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      ASK_CHANNEL_IDS: discord.world.askHere.id,
      ADMIN_ROLE_IDS: discord.world.adminRole.id,
    });
    await bot.logged('commands');
  });

  afterEach(() => {
    expect(discord.rest.violations.splice(0)).toEqual([]);
  });

  afterAll(async () => {
    expect(await bot.stop()).toBe(0);
    const secrets = [discord.token, ...discord.interactions.exchanges.map(({ token }) => token)];
    expect(secrets.filter((secret) => bot.output.includes(secret))).toEqual([]);
    await discord.close();
    await library.remove();
  });
}
