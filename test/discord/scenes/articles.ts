import path from 'node:path';
import { type APIMessage, ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { openState } from '../../../src/state/state.js';
import type { Exchange } from '../../../tools/discord-stand-in/client/exchange.js';
import { walk } from '../../../tools/discord-stand-in/messages/limits.js';
import { StandIn } from '../../../tools/discord-stand-in/stand-in.js';
import type { Person } from '../../../tools/discord-stand-in/world/world.js';
import { BotProcess } from '../bot-process.js';
import { createShelf, type Shelf } from '../collections-library.js';
import { withoutBold } from '../shown.js';

export const LONG = 60_000;
export const BAKERY = 'The bakery\n\nThe bakery of Odland sells saffron buns on Fridays.\n';

// Set before the first test of a block.
export let discord: StandIn;
export let shelf: Shelf;
export let bot: BotProcess;

export const start = async () => {
  bot = new BotProcess(shelf.root, {
    ARTICLES_DIR: shelf.articles,
    EMBEDDINGS_DIR: path.join(shelf.root, 'embeddings'),
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    ADMIN_ROLE_IDS: discord.world.adminRole.id,
    ARTICLE_UPLOADS: 'on',
    // The reader has no part in this, and takes half a second to load.
    READER: 'off',
  });
  await bot.logged('commands');
};
export const lounge = () => ({ id: discord.world.lounge.id });
export const manager = () => discord.world.manager;
export const answerTo = async (question: string, place: Parameters<StandIn['slash']>[3] = 'server') =>
  withoutBold(await discord.slash('ask', { question }, discord.world.asker, place).reply(/###/));
export const idOf = ({ message }: Exchange, label: string) =>
  String([...walk(message?.components ?? [])].find((each) => each.label === label)?.custom_id);
/** Presses a forged button. */
export const forge = (customId: string, person: Person, channelId = discord.world.general.id): Exchange => {
  const button = { type: ComponentType.Button, id: 2, style: ButtonStyle.Danger, label: 'x', custom_id: customId };
  const row = { type: ComponentType.ActionRow, id: 1, components: [button] };
  const message = { ...discord.say('.', channelId), author: discord.world.bot, components: [row] } as APIMessage;
  return discord.press(message, customId, person);
};

/** One bot for all tests of a block, in order; its second server is limited to one collection. */
export function withShelf(): void {
  beforeAll(async () => {
    [discord, shelf] = await Promise.all([StandIn.start(), createShelf()]);
    const state = openState(shelf.data, {});
    state.settings.change(discord.world.elsewhere.id, { collections: ['news'] });
    state.settings.change(discord.world.guildId, { channelCollections: { [discord.world.backRoom.id]: ['town', ''] } });
    state.close();
    await start();
  });

  afterEach(() => {
    expect(discord.rest.violations.splice(0)).toEqual([]);
  });

  afterAll(async () => {
    expect(await bot.stop()).toBe(0);
    await discord.close();
    await shelf.remove();
  });
}
