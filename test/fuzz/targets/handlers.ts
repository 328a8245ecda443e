import path from 'node:path';
import { type APIMessage, ButtonStyle, ComponentType, MessageFlags } from 'discord-api-types/v10';
import fc from 'fast-check';
import { pino } from 'pino';
import { expect } from 'vitest';
import { startBot } from '../../../src/discord/bot.js';
import { Meters } from '../../../src/metrics/meters.js';
import { openState, type State } from '../../../src/state/state.js';
import type { Exchange } from '../../../tools/discord-stand-in/client/exchange.js';
import { textsOf } from '../../../tools/discord-stand-in/messages/limits.js';
import { createMessage } from '../../../tools/discord-stand-in/messages/messages.js';
import { StandIn } from '../../../tools/discord-stand-in/stand-in.js';
import type { Person } from '../../../tools/discord-stand-in/world/world.js';
import type { After } from '../../support/folders.js';
import { BRIDGES, opened, temporaryConfig } from '../../support/library.js';
import { anyCustomId, anyText, anyWord } from '../any.js';
import { type Target, target } from '../fuzz.js';

/** Only librarians of the first server may see what is in this collection. */
const VAULT = 'The vault\n\nThe vault of Odland holds 412 silver coins of the old mint.\n';
const HIDDEN = /412|silver|vault/i;
const QUESTION = 'What does the vault hold?';

interface Running {
  readonly discord: StandIn;
  readonly state: State;
  /** Lines of the log from warnings on. */
  readonly log: string[];
  /** Buttons of one real answer: its id, and one of a removal. */
  readonly ids: readonly string[];
}
let running: Running;

/** The bot over real sockets, with a collection that most people may not see. */
export async function openFuzzBot(after: After): Promise<void> {
  const config = await temporaryConfig({ 'bridges.txt': BRIDGES, 'staff/vault.txt': VAULT }, after);
  const verbatim = await opened(config, undefined, after);
  await verbatim.reindex('changed');
  const discord = await StandIn.start();
  after(() => discord.close());
  const { world } = discord;
  const state = openState(path.join(path.dirname(config.articlesDir), 'data'), {});
  after(async () => state.close());
  state.settings.change(world.guildId, { collectionRoles: { staff: [world.adminRole.id] }, keepQuestions: 7 });
  const log: string[] = [];
  const bot = await startBot({
    ...{ verbatim, state, inspect: async () => [], meters: new Meters() },
    config: { ...config.discord, apiUrl: discord.apiUrl, token: discord.token, articleUploads: 'on', rates: {} },
    logger: pino({ level: 'error' }, { write: (line: string) => log.push(line) }),
  });
  after(() => bot.stop());
  await discord.changes.until('the commands', () => discord.commands.commands.length > 0 || undefined);
  const asked = discord.slash('ask', { question: 'When was the Heron Bridge built?' });
  await asked.reply(/###/);
  const id = state.shown.add(
    {
      kind: 'answered',
      confidence: 1,
      quotes: [{ article: 'staff/vault.txt', start: 11, end: 40, hash: 'x', number: 1, paragraph: 1 }],
    },
    world.guildId,
    false,
  );
  running = { discord, state, log, ids: [id, asked.message ? idIn(asked.message) : ''] };
}

const idIn = ({ components }: APIMessage) => /"ask:\w+:([\w-]+)/.exec(JSON.stringify(components))?.[1] ?? '';

/** One use of the bot that no client would come to by itself. */
interface Use {
  readonly how: 'button' | 'menu' | 'roles' | 'form' | 'type' | 'command';
  readonly who: 'asker' | 'scholar' | 'neighbour';
  readonly where: 'general' | 'lounge' | 'dm';
  readonly customId: string;
  readonly values: readonly string[];
  /** Replaces an id in the custom_id by one that there is. */
  readonly isReal: boolean;
}

const COMMANDS: readonly (readonly [string, string])[] = [
  ['ask', 'source'],
  ['sources show', 'article'],
  ['articles remove', 'article'],
  ['articles add', 'collection'],
  ['compare', 'first'],
];
const anyUse: fc.Arbitrary<Use> = fc.record({
  how: fc.constantFrom('button', 'button', 'button', 'menu', 'roles', 'form', 'type', 'command'),
  who: fc.constantFrom('asker', 'scholar', 'neighbour'),
  where: fc.constantFrom('general', 'lounge', 'dm'),
  customId: fc.oneof(
    anyCustomId,
    anyCustomId,
    fc
      .tuple(fc.constantFrom('page', 'context', 'more', 'follow', 'share', 'good', 'bad'), fc.nat(9))
      .map(([action, at]) => `ask:${action}:ID:${at}`),
  ),
  values: fc.uniqueArray(
    fc
      .oneof(anyWord, fc.constantFrom('vault', 'staff', 'staff/vault.txt', QUESTION))
      .map((each) => each.slice(0, 90) || '-'),
    { minLength: 1, maxLength: 3 },
  ),
  isReal: fc.boolean(),
});

/** A message of the bot with one control in it, as nobody but a forger could bring it about. */
function forged({ discord }: Running, channelId: string, control: object): APIMessage {
  const { world } = discord;
  const components = [{ type: ComponentType.ActionRow, components: [control] }];
  const body = { flags: MessageFlags.IsComponentsV2, components } as never;
  const message = createMessage(world, { channelId, author: world.bot, body });
  discord.channels.messages.push(message);
  return message;
}

function use(bot: Running, { how, who, where, customId, values, isReal }: Use): Exchange {
  const { discord } = bot;
  const { world } = discord;
  const person: Person = world[who];
  const channelId = where === 'dm' ? person.dm.id : world[where].id;
  const place = where === 'dm' ? ('dm' as const) : { id: channelId };
  const custom_id = (isReal ? customId.replace('ID', bot.ids[values.length % 2] ?? '') : customId) || '-';
  const [command, option] = COMMANDS[customId.length % COMMANDS.length] ?? ['ask', 'source'];
  if (how === 'type') return discord.type(command, option, values.join(' '), person, place);
  if (how === 'command') {
    const line = command.startsWith('articles') ? 'sources show' : command;
    const others = { ask: { question: QUESTION }, compare: { question: QUESTION, second: 'bridges.txt' } }[line] ?? {};
    return discord.slash(
      line,
      { ...others, [line === 'sources show' ? 'article' : option]: values[0] ?? '' },
      person,
      place,
    );
  }
  if (how === 'button' || how === 'form') {
    const message = forged(bot, channelId, {
      type: ComponentType.Button,
      style: ButtonStyle.Secondary,
      label: 'x',
      custom_id,
    });
    if (how === 'button') return discord.press(message, custom_id, person);
    const field = { type: ComponentType.TextInput, custom_id: values.length > 2 ? 'other' : 'text', style: 2 };
    const modal = { custom_id, title: 'x', components: [{ type: ComponentType.Label, label: 'x', component: field }] };
    const pressed = { modal, facts: { person, place, under: message } } as unknown as Exchange;
    return discord.submit(pressed, { [field.custom_id]: values.join(' ') });
  }
  const options = values.map((value) => ({ label: 'x', value }));
  const type = how === 'menu' ? ComponentType.StringSelect : ComponentType.RoleSelect;
  const message = forged(bot, channelId, { type, custom_id, max_values: 25, ...(how === 'menu' && { options }) });
  return discord.choose(
    message,
    custom_id,
    how === 'menu' ? values : [world.scholarRole.id].filter(() => where === 'general'),
    person,
  );
}

/** What one person has been shown of it. */
const shown = ({ message, followUps, choices, modal, facts }: Exchange) =>
  JSON.stringify([
    message === facts.under ? [] : textsOf(message?.components ?? []),
    followUps.map(({ components }) => components),
    choices,
    modal,
  ]);

export const HANDLER_TARGETS: readonly Target[] = [
  target<Use[]>({
    name: 'buttons, menus, forms and commands of others, twenty at a time',
    inputs: 100,
    together: 20,
    from: fc.array(anyUse, { minLength: 20, maxLength: 20 }),
    async check(uses) {
      const { discord, state, log } = running;
      const { guildId } = discord.world;
      const before = JSON.stringify([state.settings.of(guildId), state.audit.list(guildId, { skip: 0, most: 50 })]);
      const exchanges = uses.flatMap((each) => {
        // Roles of a server can't be chosen where there are none.
        if (each.how === 'roles' && each.where !== 'general') return [];
        return [use(running, each)];
      });
      for (const exchange of exchanges) expect((await exchange.acknowledged()).afterMs).toBeLessThan(3_000);
      for (const exchange of exchanges)
        expect(shown(exchange).replaceAll(QUESTION, '')).not.toMatch(/412|silver coins/);
      expect(JSON.stringify([state.settings.of(guildId), state.audit.list(guildId, { skip: 0, most: 50 })])).toBe(
        before,
      );
      expect(discord.rest.violations.splice(0)).toEqual([]);
      expect(log.splice(0)).toEqual([]);
    },
  }),
  target<string[]>({
    name: 'autocomplete, which offers nobody what they may not see, ten at a time',
    inputs: 40,
    together: 10,
    from: fc.array(fc.oneof(fc.constantFrom('', 'v', 'vault', 'staff', 'staff/vault', 'the', '412'), anyText(20)), {
      minLength: 10,
      maxLength: 10,
    }),
    async check(texts) {
      const { discord } = running;
      const { asker, neighbour, scholar, lounge, general } = discord.world;
      const people = [
        { person: asker, place: { id: general.id } },
        { person: neighbour, place: { id: lounge.id } },
        { person: scholar, place: 'dm' as const },
      ];
      const typed = texts.map((text, at) => {
        const { person, place } = people[at % 3] ?? { person: asker, place: 'dm' as const };
        const [command, option] = COMMANDS[at % COMMANDS.length] ?? ['ask', 'source'];
        return discord.type(command, option, text, person, place);
      });
      for (const each of typed) expect(JSON.stringify(await each.chosen())).not.toMatch(HIDDEN);
      expect(discord.rest.violations.splice(0)).toEqual([]);
    },
  }),
];

/** What was said of the hidden collection in all that anybody was shown. */
export function leaked(): string[] {
  return running.discord.interactions.exchanges.map(shown).filter((text) => /412|silver coins/.test(text));
}
