import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  type ChatInputCommandInteraction,
  InteractionContextType,
  MessageFlags,
} from 'discord.js';
import type { Command } from '../command.js';
import { inviteLinks } from '../invite.js';
import { type Card, COLOURS, card } from '../render/card.js';
import { collectionName, days, some } from '../settings/describe.js';
import type { Visit } from '../visit.js';
import { type Language, named } from '../words/words.js';

/** Collections that are named. */
const MOST_NAMED = 12;

/** /help, which tells of `commands` whatever the asker may use where it is asked. */
export function helpOn(commands: readonly Command[]): Command {
  return {
    id: 'help',
    definition: {
      type: ApplicationCommandType.ChatInput,
      ...named('help'),
      integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
      contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
    },

    async run(interaction, visit) {
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.editReply(helpCard(commands, interaction, visit));
    },
  };
}

function helpCard(commands: readonly Command[], interaction: ChatInputCommandInteraction, visit: Visit): Card {
  const { t, language, guild, settings, mayAsk, mayAdminister } = visit;
  const context = interaction.context ?? (guild ? InteractionContextType.Guild : InteractionContextType.BotDM);
  const here = commands.filter(({ definition }) => definition.contexts?.includes(context) ?? true);
  const lines = (forAdmins: boolean) =>
    here
      .filter((command) => (command.forAdmins ?? false) === forAdmins)
      .map((command) => commandLine(command, language));
  // Where the bot itself is, it can be addressed; a user's own commands work elsewhere, too.
  const isThere = guild !== undefined && interaction.guild !== null;
  const isDirect = context === InteractionContextType.BotDM;
  const ways = [...(isThere ? [t('help:mention')] : []), ...(isDirect ? [t('help:direct')] : [])];
  const { server, user } = inviteLinks(interaction.applicationId, { threads: settings.place === 'thread' });
  return card(COLOURS.plain, [
    `### ${t('help:title')}\n${t('help:what')}`,
    mayAsk
      ? [`**${t('help:youCan')}**`, ...ways.map((way) => `- ${way}`), ...lines(false)].join('\n')
      : t('help:mayNotAsk'),
    [...(isThere ? placeLines(interaction, visit) : []), articlesLine(visit), privacyLine(visit)].join('\n'),
    ...(mayAdminister
      ? [[`**${t('help:forAdmins')}**`, ...lines(true), t('help:invite', { server, user })].join('\n')]
      : []),
  ]);
}

/** Whether the bot answers unasked in this channel (or the one that this thread is of), and where. */
function placeLines({ channel, channelId }: ChatInputCommandInteraction, { t, settings }: Visit): string[] {
  const ids = [channelId, channel?.isThread() ? channel.parentId : null];
  const isWatched = settings.watched.some((id) => ids.includes(id));
  return [
    t(isWatched ? 'help:watched' : 'help:watchedNot'),
    ...(settings.place === 'thread' ? [t('help:threads')] : []),
  ];
}

function articlesLine({ own, t }: Visit): string {
  const sources = own.sources();
  if (sources.length === 0) return t('help:noArticles');
  const collections = [...new Set(sources.map(({ collection }) => collection))].sort();
  const names = some(
    collections.map((name) => collectionName(name, t)),
    MOST_NAMED,
    t,
  );
  const isDivided = collections.length > 1 || collections[0] !== '';
  return [t('help:articles', { count: sources.length }), ...(isDivided ? [t('help:collections', { names })] : [])].join(
    ' ',
  );
}

function privacyLine({ guild, settings: { keepQuestions }, t, language }: Visit): string {
  return guild === undefined || keepQuestions === 0
    ? t('help:questionsNotKept')
    : t('help:questionsKept', { days: days(keepQuestions, language) });
}

/** A command under the name that this language has for it; one from a message's context menu has no description. */
function commandLine({ definition }: Command, language: Language): string {
  const localized = (words: Partial<Record<string, string | null>> | null | undefined) => words?.[language];
  const name = localized(definition.name_localizations) ?? definition.name;
  if (definition.type !== ApplicationCommandType.ChatInput && definition.type !== undefined) return `- **${name}**`;
  const description = localized(definition.description_localizations) ?? definition.description;
  return `- \`/${name}\` ${description}`;
}
