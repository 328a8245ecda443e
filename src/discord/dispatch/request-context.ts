import {
  type BaseInteraction,
  type Channel,
  ChannelType,
  type GuildMember,
  type Message,
  PermissionFlagsBits,
} from 'discord.js';
import type { Logger } from 'pino';
import type { IndexRuns } from '../../app/index-runs.js';
import type { Askable, Verbatim } from '../../app/verbatim.js';
import type { Finding } from '../../doctor/finding.js';
import { type Language, languageFor, type Words, wordsIn } from '../../i18n/words.js';
import type { Meters } from '../../metrics/meters.js';
import type { ServerSettings } from '../../state/settings.js';
import type { State } from '../../state/state.js';
import { collectionsSeen } from './collections.js';
import type { Limits } from './limits.js';

/** What every part of the bot works with. */
export interface BotContext {
  readonly verbatim: Verbatim;
  readonly state: State;
  readonly limits: Limits;
  readonly logger: Logger;
  readonly meters: Meters;
  /** Looks at the machine, the models, the articles and the index; names no path of the machine. */
  readonly inspect: () => Promise<readonly Finding[]>;
  /** Aborted when the bot is told to leave: short work finishes, long work gives up. */
  readonly leaving: AbortSignal;
  /** The index runs of this process. */
  readonly runs: IndexRuns;
  /** Whether administrators may add and remove articles. */
  readonly takesArticles: () => boolean;
}

/** One use of the bot: who does it, where, and what they may see and do there. */
export interface Visit extends BotContext {
  readonly language: Language;
  readonly t: Words;
  /** Absent in direct messages and private channels. */
  readonly guild: string | undefined;
  readonly settings: ServerSettings;
  /** The articles that everybody in the channel may see: all that may be said where others read it. */
  readonly open: Askable;
  /** Those that this person may see, some of them perhaps alone: only for what nobody else is shown. */
  readonly own: Askable;
  /** Whether this happens in a server that the bot is in, and in none of its private channels. */
  readonly isPublic: boolean;
  /** Whether this person may see articles of a collection, be it one that has none yet. */
  readonly sees: (collection: string) => boolean;
  readonly mayAsk: boolean;
  readonly mayAdminister: boolean;
}

interface Who {
  readonly guild: string | undefined;
  /** The channel, and the one it is a thread of. */
  readonly channels: readonly string[];
  readonly roles: readonly string[];
  readonly managesServer: boolean;
  readonly isPublic: boolean;
}

export function visitOf(interaction: BaseInteraction, context: BotContext): Visit {
  const { member } = interaction;
  const roles = !member ? [] : Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()];
  const managesServer = interaction.inGuild() && interaction.memberPermissions.has(PermissionFlagsBits.ManageGuild);
  const channels = channelsOf(interaction.channelId, interaction.channel);
  const logger = context.logger.child({ interaction: interaction.id });
  const isPublic = interaction.guild !== null && isPublicChannel(interaction.channel);
  const who = { guild: interaction.guildId ?? undefined, channels, roles, managesServer, isPublic };
  return visit({ ...context, logger }, who, interaction.locale);
}

/** The same for a message; people's own language is not known there, so it is the server's. */
export function visitByMessage(message: Message, context: BotContext): Visit {
  const member: GuildMember | null = message.member;
  const who = {
    guild: message.guildId ?? undefined,
    channels: channelsOf(message.channelId, message.channel),
    roles: [...(member?.roles.cache.keys() ?? [])],
    managesServer: member?.permissions.has(PermissionFlagsBits.ManageGuild) ?? false,
    isPublic: isPublicChannel(message.channel),
  };
  const logger = context.logger.child({ message: message.id, channel: message.channelId });
  return visit({ ...context, logger }, who, message.guild?.preferredLocale);
}

function visit(context: BotContext, who: Who, locale: string | undefined): Visit {
  const { verbatim, state } = context;
  const settings = state.settings.of(who.guild ?? '');
  // Every article is gone through only where something is limited.
  const named = () => new Set(verbatim.sources().map(({ collection }) => collection));
  const restricted = state.settings.restrictedAnywhere();
  const seen = collectionsSeen(settings, restricted, named, who);
  const language = languageFor(locale);
  const has = (wanted: readonly string[]) => wanted.some((role) => who.roles.includes(role));
  const mayAdminister = who.guild !== undefined && (who.managesServer || has(settings.admins));
  return {
    ...context,
    language,
    t: wordsIn(language),
    guild: who.guild,
    settings,
    open: seen.open ? verbatim.within(seen.open) : verbatim,
    own: seen.own ? verbatim.within(seen.own) : verbatim,
    isPublic: who.isPublic,
    sees: (collection) => collectionsSeen(settings, restricted, () => [collection], who).own?.has(collection) ?? true,
    mayAsk: settings.askers.length === 0 || has(settings.askers) || mayAdminister,
    mayAdminister,
  };
}

function channelsOf(id: string | null, channel: { isThread?(): boolean; parentId?: string | null } | null): string[] {
  const parent = channel?.isThread?.() ? channel.parentId : undefined;
  return [id, parent].flatMap((each) => each ?? []);
}

/** Whether a channel is a server's and not marked as private, which Discord does by denying everyone the view of it. */
function isPublicChannel(channel: Channel | null): boolean {
  if (!channel || channel.isDMBased() || channel.type === ChannelType.PrivateThread) return false;
  const governing = channel.isThread() ? channel.parent : channel;
  const forEveryone = governing?.permissionOverwrites.cache.get(governing.guildId);
  return governing !== null && forEveryone?.deny.has(PermissionFlagsBits.ViewChannel) !== true;
}
