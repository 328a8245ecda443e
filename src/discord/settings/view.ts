import { createHash } from 'node:crypto';
import { type BaseInteraction, ChannelType, type Guild, PermissionFlagsBits } from 'discord.js';
import type { Language, Words } from '../../i18n/words.js';
import type { ServerSettings } from '../../state/settings.js';
import { collectionsToDecide } from '../dispatch/collections.js';
import { RefusedError } from '../dispatch/failures.js';
import type { RequestContext } from '../dispatch/request-context.js';
import { readsMessageContent } from '../gateway/content-intent.js';

const { ViewChannel, SendMessages, SendMessagesInThreads } = PermissionFlagsBits;

/** Settings that are lists of channels or roles. */
export type ListSetting = 'watched' | 'askers' | 'admins';

/** Types of channels that can be watched. A forum's posts are its threads. */
export const WATCHABLE = [ChannelType.GuildText, ChannelType.GuildAnnouncement, ChannelType.GuildForum] as const;

/** What a page of the panel is drawn from: the current settings and who is looking at them. */
export interface View {
  readonly t: Words;
  readonly language: Language;
  readonly guild: string;
  readonly settings: ServerSettings;
  readonly decided: ReadonlySet<keyof ServerSettings>;
  /** Collections that this server may configure. */
  readonly collections: readonly string[];
  /** Whether this person has Manage Server, which is required for choosing administrators. */
  readonly managesServer: boolean;
  /** Whether the bot has the message content intent, which watching a channel requires. */
  readonly readsMessages: boolean;
  /** Whether the bot may see a channel and answer there. */
  mayAnswerIn(channel: string): boolean;
  isChannel(id: string): boolean;
  isRole(id: string): boolean;
}

/** @throws RefusedError outside servers that have the bot, and for people who are not administrators. */
export function viewOf(interaction: BaseInteraction, { app, viewer, access, words }: RequestContext): View {
  const { guild, language, managesServer } = viewer;
  const { state, verbatim } = app;
  if (guild === undefined || !interaction.guild || !access.mayAdminister) throw new RefusedError('common:onlyAdmins');
  const settings = state.settings.of(guild);
  // Only names of collections are used, and only those that this server may know.
  const existing = new Set(verbatim.sources().map(({ collection }) => collection));
  // While a server is unavailable, its channels and roles are unknown, so none of them counts as deleted.
  const available: Guild | null = interaction.guild.available ? interaction.guild : null;
  return {
    t: words,
    language,
    guild,
    settings,
    decided: state.settings.decided(guild),
    collections: collectionsToDecide(settings, state.settings.restrictedAnywhere(), existing),
    managesServer,
    readsMessages: readsMessageContent(interaction.client),
    mayAnswerIn: (id) => {
      const channel = available?.channels.cache.get(id);
      const self = available?.members.me;
      if (!channel || !self) return true;
      const where = channel.isThreadOnly() || settings.place === 'thread' ? SendMessagesInThreads : SendMessages;
      return channel.permissionsFor(self).has([ViewChannel, where]);
    },
    isChannel: (id) => !available || available.channels.cache.has(id),
    isRole: (id) => !available || available.roles.cache.has(id),
  };
}

interface Listed {
  readonly known: readonly string[];
  /** Named in the settings but deleted since. */
  readonly gone: readonly string[];
}

/** The channels or roles of a setting. Those from the defaults count only if they belong to this server. */
export function listed(view: View, setting: ListSetting): Listed {
  const exists = setting === 'watched' ? view.isChannel : view.isRole;
  const ids = view.settings[setting];
  const gone = view.decided.has(setting) ? ids.filter((id) => !exists(id)) : [];
  return { known: ids.filter(exists), gone };
}

/** A short key for a collection in custom_ids and values, where a long name does not fit. */
export function keyOf(collection: string): string {
  return createHash('sha256').update(collection).digest('base64url').slice(0, 16);
}

/** @throws RefusedError if no collection that this server may configure has the key. */
export function collectionOf({ collections }: View, key: string | undefined): string {
  const found = collections.find((collection) => keyOf(collection) === key);
  if (found === undefined) throw new RefusedError('settings:noSuchCollection');
  return found;
}
