import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { APIMessage } from 'discord-api-types/v10';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { openState, type State } from '../../../src/state/state.js';
import type { Exchange } from '../../../tools/discord-stand-in/client/exchange.js';
import { walk } from '../../../tools/discord-stand-in/messages/limits.js';
import { StandIn } from '../../../tools/discord-stand-in/stand-in.js';
import { BotProcess } from '../bot-process.js';
import { createLibrary, DIRECTORY, type TestLibrary } from '../library.js';

export const MILL = (built: string) => `---
title: The mill of Odland
publisher: Coast & Sea
publishedAt: 2023-03-01
url: https://example.com/mill
---

The mill of Odland stands on the river. It was built in ${built} by the engineer Ada Lindqvist. In summer, forty people worked at the mill.

The mill of Odland burnt down in 1902, because a lamp fell over in the loft. The owner of the mill built it anew in brick.
`;

const BRIDGE = `---
title: The iron bridge
publisher: The Valley Post
publishedAt: 2024-02-01
---

The iron bridge of Odland was built in 1899 by Tomas Varga. It carries 4,200 cyclists a day.
`;

const VAULT = `---
title: The vault
publisher: The Archive
---

The vault of Odland holds 412 silver coins of the old mint.
`;

export const QUESTION = 'Who built the mill of Odland?';
export const COINS = 'How many silver coins does the vault of Odland hold?';

// Set before the first test of a block.
export let discord: StandIn;
export let library: TestLibrary;
export let bot: BotProcess;
export let state: State;

export const write = (file: string, text: string) => writeFile(path.join(library.articles, file), text);
export const start = async () => {
  bot = new BotProcess(library.root, {
    ...library.environment,
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
  });
  await bot.logged('commands');
};
export const reindex = () => discord.slash('reindex', {}, discord.world.manager).reply(/Reindexed/, 60_000);
export const ask = async (options: Parameters<StandIn['slash']>[1] = {}, ...who: [StandIn['world']['asker']?]) => {
  const asked = discord.slash('ask', { question: QUESTION, ...options }, ...who);
  await asked.reply(/###/);
  return asked;
};
export const buttons = (message: APIMessage | undefined) =>
  [...walk(message?.components ?? [])].flatMap(({ label, custom_id }) => (label ? [{ label, custom_id }] : []));
export const idOf = (exchange: Exchange) => String(buttons(exchange.message)[0]?.custom_id).split(':')[2] ?? '';
/** Presses what a client would not show: another custom_id than the message has. */
export const forge = (
  under: Exchange,
  customId: string,
  change: Partial<APIMessage> = {},
  person = discord.world.asker,
) => {
  const message = structuredClone({ ...under.message, ...change }) as APIMessage;
  const button = [...walk(message.components ?? [])].find(({ label }) => label === 'Helpful');
  Object.assign(button ?? {}, { custom_id: customId });
  return discord.press(message, customId, person);
};

/** One bot over articles on the mill of Odland, for all tests of a block. */
export function withMill(): void {
  beforeAll(async () => {
    [discord, library] = await Promise.all([StandIn.start(), createLibrary()]);
    for (const folder of ['town', 'staff']) await mkdir(path.join(library.articles, folder));
    await write('town/mill.md', MILL('1871'));
    await write('town/bridge.md', BRIDGE);
    await write('staff/vault.md', VAULT);
    await write('town/shops.jsonl', DIRECTORY);
    state = openState(path.join(library.root, 'data'), {});
    await start();
    await reindex();
  });

  afterEach(() => {
    discord.world.asker.locale = 'en-US';
    state.settings.reset(discord.world.guildId);
    expect(discord.rest.violations.splice(0)).toEqual([]);
  });

  afterAll(async () => {
    state.close();
    expect(await bot.stop()).toBe(0);
    expect(bot.output).not.toContain('wrong engineer');
    await discord.close();
    await library.remove();
  });
}
