import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type ChatInputCommandInteraction,
  InteractionContextType,
  MessageFlags,
} from 'discord.js';
import type { Logger } from 'pino';
import type { Askable } from '../../app/verbatim.js';
import { type Language, named, type Words, wordsIn } from '../../i18n/words.js';
import type { ServerSettings } from '../../state/settings.js';
import { type Card, COLOURS, card, MAX_TEXT } from '../components/card.js';
import type { Command } from '../dispatch/command.js';
import type { RequestContext } from '../dispatch/request-context.js';
import { inviteLinks } from '../gateway/invite.js';
import { collectionName, days, some } from '../settings/describe.js';
import { ANYWHERE } from './contexts.js';

/** Collections to name. */
const MOST_NAMED = 12;

/** /help, which lists those of `commands` that the person may use here. */
export function helpOn(commands: readonly Command[]): Command {
  return {
    id: 'help',
    definition: {
      type: ApplicationCommandType.ChatInput,
      ...named('help'),
      ...ANYWHERE,
    },

    async run(interaction, context) {
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      const ids = await idsOf(interaction, context.app.logger);
      await interaction.editReply(helpCard(commands, ids, interaction, context));
    },
  };
}

function helpCard(
  commands: readonly Command[],
  ids: Ids,
  interaction: ChatInputCommandInteraction,
  { viewer, access, words }: RequestContext,
): Card {
  const { guild, language } = viewer;
  const { own, settings, mayAsk, mayAdminister } = access;
  const where = interaction.context ?? (guild ? InteractionContextType.Guild : InteractionContextType.BotDM);
  const here = commands.filter(({ definition }) => definition.contexts?.includes(where) ?? true);
  const usable = here.filter((command) => !command.forAdmins && (mayAsk || !command.asks));
  const forAdmins = mayAdminister ? here.filter((command) => command.forAdmins) : [];
  // The bot can only be mentioned where it is a member; user-installed commands work elsewhere too.
  const isThere = guild !== undefined && interaction.guild !== null;
  const isDirect = where === InteractionContextType.BotDM;
  const ways = [...(isThere ? [words('help:mention')] : []), ...(isDirect ? [words('help:direct')] : [])];
  const { server, user } = inviteLinks(interaction.applicationId, { threads: settings.place === 'thread' });
  const sections = (described: boolean) => {
    const lines = (some: readonly Command[]) => some.flatMap((each) => commandLines(each, ids, language, described));
    return [
      `### ${words('help:title')}\n${words('help:what')}`,
      [
        ...(mayAsk ? [] : [words('help:mayNotAsk')]),
        `**${words('help:youCan')}**`,
        ...(mayAsk ? ways.map((way) => `- ${way}`) : []),
        ...lines(usable),
      ].join('\n'),
      [
        ...(isThere ? placeLines(interaction, settings, words) : []),
        articlesLine(own, words),
        privacyLine(guild === undefined ? 0 : settings.keepQuestions, language, words),
      ].join('\n'),
      ...(mayAdminister
        ? [[`**${words('help:forAdmins')}**`, ...lines(forAdmins), words('help:invite', { server, user })].join('\n')]
        : []),
    ];
  };
  const full = sections(true);
  return card(COLOURS.plain, full.join('').length <= MAX_TEXT ? full : sections(false));
}

/** Whether this channel, or this thread's channel, is watched, and whether answers go into threads. */
function placeLines(
  { channel, channelId }: ChatInputCommandInteraction,
  settings: ServerSettings,
  words: Words,
): string[] {
  const ids = [channelId, channel?.isThread() ? channel.parentId : null];
  const isWatched = settings.watched.some((id) => ids.includes(id));
  return [
    words(isWatched ? 'help:watched' : 'help:watchedNot'),
    ...(settings.place === 'thread' ? [words('help:threads')] : []),
  ];
}

function articlesLine(own: Askable, words: Words): string {
  const sources = own.sources();
  if (sources.length === 0) return words('help:noArticles');
  const collections = [...new Set(sources.map(({ collection }) => collection))].sort();
  const names = some(
    collections.map((name) => collectionName(name, words)),
    MOST_NAMED,
    words,
  );
  const isDivided = collections.length > 1 || collections[0] !== '';
  return [
    words('help:articles', { count: sources.length }),
    ...(isDivided ? [words('help:collections', { names })] : []),
  ].join(' ');
}

function privacyLine(keptDays: number, language: Language, words: Words): string {
  return keptDays === 0
    ? words('help:questionsNotKept')
    : words('help:questionsKept', { days: days(keptDays, language) });
}

/** Ids of the commands, which turn their names into links; empty if they can't be fetched. Fetched once. */
async function idsOf({ client, applicationId }: ChatInputCommandInteraction, logger: Logger): Promise<Ids> {
  const manager = client.application.commands;
  if (manager.cache.size === 0) {
    await manager.fetch().catch((err) => logger.warn({ err, applicationId }, 'commands could not be fetched'));
  }
  return new Map(manager.cache.map(({ name, id }) => [name, id]));
}

/** A line for a command, or for each of its subcommands. Context-menu commands have no description. */
function commandLines({ definition }: Command, ids: Ids, language: Language, described: boolean): string[] {
  if (definition.type !== ApplicationCommandType.ChatInput)
    return [`- ${wordsIn(language)('help:inMenu', { name: `**${inWords(definition, 'name', language)}**` })}`];
  const subcommands = (definition.options ?? []).filter(({ type }) => type === ApplicationCommandOptionType.Subcommand);
  const path = subcommands.length > 0 ? subcommands.map((each) => [definition, each]) : [[definition]];
  const id = ids.get(definition.name);
  return path.map((parts) => {
    // Links use the name that all languages share; plain text uses the name in this language.
    const link = `</${parts.map(({ name }) => name).join(' ')}:${id}>`;
    const plain = `\`/${parts.map((part) => inWords(part, 'name', language)).join(' ')}\``;
    const what = described ? ` ${inWords(parts.at(-1) ?? definition, 'description', language)}` : '';
    return `- ${id ? link : plain}${what}`;
  });
}

type Ids = ReadonlyMap<string, string>;
interface Named {
  readonly name: string;
  readonly name_localizations?: Localized;
  readonly description?: string | undefined;
  readonly description_localizations?: Localized;
}
type Localized = Readonly<Partial<Record<string, string | null>>> | null | undefined;

function inWords(named: Named, part: 'name' | 'description', language: Language): string {
  return named[`${part}_localizations`]?.[language] ?? named[part] ?? '';
}
