import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type APIMessage, ButtonStyle, ComponentType, MessageFlags } from 'discord-api-types/v10';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Exchange } from '../../../tools/discord-stand-in/client/exchange.js';
import { textsOf, walk } from '../../../tools/discord-stand-in/messages/limits.js';
import { createMessage } from '../../../tools/discord-stand-in/messages/messages.js';
import { StandIn } from '../../../tools/discord-stand-in/stand-in.js';
import type { Person } from '../../../tools/discord-stand-in/world/world.js';
import { BotProcess } from '../bot-process.js';
import { createLibrary, type TestLibrary } from '../library.js';
import { withoutBold } from '../shown.js';

export const QUESTION = 'How large an area of farmland was de-mined?';
export const STAFF_QUESTION = 'What is the code of the vault door?';
const STAFF = 'The vault\n\nThe code of the vault door is 4711, and it changes every spring.\n';
const GARDEN = 'The garden\n\nThe garden of the museum has eleven pear trees.\n';

export const read = ({ components }: APIMessage) => withoutBold(textsOf(components ?? []).join('\n'));

// Set before the first test of a block.
export let discord: StandIn;
export let library: TestLibrary;
export let bot: BotProcess;

export const start = async (environment: Readonly<Record<string, string>> = {}) => {
  bot = new BotProcess(library.root, {
    ...library.environment,
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    // The reader has no part in this, and takes half a second to load.
    READER: 'off',
    ...environment,
  });
  await bot.logged('commands');
};

export const settings = async (person: Person = discord.world.manager, page?: RegExp) => {
  const opened = discord.slash('settings', {}, person);
  await opened.reply(page ?? /Settings for this server/);
  return opened;
};

/** Opens a page of the panel by its place among the "Change" buttons. */
export const change = async (page: 'answering' | 'people' | 'collections' | 'questions', person?: Person) => {
  const panel = await settings(person);
  const opened = discord.press(panel, `settings:go:${page}`);
  await opened.acknowledged();
  return opened;
};

export const ask = (question: string, person?: Person) => discord.slash('ask', { question }, person).reply(/./);

/** A message with one forged control. */
export const forged = (control: object): APIMessage => {
  const { world } = discord;
  const body = {
    flags: MessageFlags.IsComponentsV2,
    components: [{ type: ComponentType.ActionRow, components: [control] }],
  };
  const message = createMessage(world, { channelId: world.general.id, author: world.bot, body: body as never });
  discord.channels.messages.push(message);
  return message;
};
export const forgedButton = (custom_id: string) =>
  forged({ type: ComponentType.Button, style: ButtonStyle.Secondary, label: 'x', custom_id });

export const options = (panel: Exchange, menu: string) =>
  [...walk(panel.message?.components ?? [])]
    .filter((each) => each.custom_id === menu || each.placeholder === menu)
    .flatMap((each) => (each.options as { label: string; value: string }[] | undefined) ?? []);

/** One bot after another on the same memory, for all tests of a block, in order. */
export function withSettings(): void {
  beforeAll(async () => {
    [discord, library] = await Promise.all([StandIn.start(), createLibrary()]);
    for (const [folder, text] of Object.entries({ staff: STAFF, garden: GARDEN })) {
      await mkdir(path.join(library.articles, folder));
      await writeFile(path.join(library.articles, folder, 'about.txt'), text);
    }
    await start();
    await discord.slash('reindex', {}, discord.world.manager).reply(/Reindexed/, 60_000);
  });

  afterEach(() => {
    expect(discord.rest.violations.splice(0)).toEqual([]);
  });

  afterAll(async () => {
    expect(await bot.stop()).toBe(0);
    await discord.close();
    await library.remove();
  });
}
