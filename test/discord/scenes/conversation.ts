import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { APIMessage } from 'discord-api-types/v10';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { openState, type State } from '../../../src/state/state.js';
import { textsOf } from '../../../tools/discord-stand-in/messages/limits.js';
import { StandIn } from '../../../tools/discord-stand-in/stand-in.js';
import { BotProcess } from '../bot-process.js';
import { createLibrary, type TestLibrary } from '../library.js';
import { unmarked } from '../shown.js';

export const AREA = 'How large an area of farmland was de-mined?';
export const BERTH = 'How long do ships wait for a berth?';
export const CLOCK = 'Who built the oldest clock of the museum?';
export const STAFF = 'The vault of the reading room opens with the code that Ingrid Moberg keeps in the green teapot.';
export const read = ({ components }: APIMessage) => unmarked(textsOf(components ?? []).join('\n'));

// Set before the first test of a block.
export let discord: StandIn;
let library: TestLibrary;
export let state: State;
export let bot: BotProcess;
export let mention: string;

/** Lets another process be the bot from now on; the one before goes on until it is stopped. */
export function start(): void {
  bot = new BotProcess(library.root, {
    ...library.environment,
    DATA_DIR: path.join(library.root, 'data'),
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
  });
}

/** What the bot has posted because of a message, by its nonce; the stand-in shows only one of several. */
export const posts = ({ id }: APIMessage) =>
  discord.rest.requests.filter(
    ({ method, path: to, body }) =>
      method === 'POST' && to.endsWith('/messages') && (body as { nonce?: string }).nonce === id,
  );
export const edits = () =>
  discord.rest.requests.filter(({ method, status }) => method === 'PATCH' && status === 200).length;
/** Waits until the bot has handled all earlier messages, by asking and waiting for the answer. */
export const settled = async () => {
  await discord.answerTo(discord.say(AREA, discord.world.manager.dm.id, discord.world.manager.user));
};

/** Processes of one bot, with one folder of data between them; the tests of a block build on one another. */
export function withTalk(): void {
  beforeAll(async () => {
    [discord, library] = await Promise.all([StandIn.start(), createLibrary()]);
    const { server, elsewhere, askHere, forum, scholarRole, manager, bot: self } = discord.world;
    elsewhere.locale = 'de';
    mention = `<@${self.id}>`;
    await mkdir(path.join(library.articles, 'staff'));
    await writeFile(path.join(library.articles, 'staff', 'vault.md'), `# The vault\n\n${STAFF}\n`);
    state = openState(path.join(library.root, 'data'), {});
    state.settings.change(server.id, { watched: [askHere.id, forum.id], collectionRoles: { staff: [scholarRole.id] } });
    start();
    await bot.logged('commands');
    await discord.slash('reindex', {}, manager).reply(/Reindexed/, 60_000);
  });

  afterEach(() => {
    expect(discord.rest.violations.splice(0)).toEqual([]);
  });

  afterAll(async () => {
    expect(await bot.stop()).toBe(0);
    state.close();
    await discord.close();
    await library.remove();
  });
}
