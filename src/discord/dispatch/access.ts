import { type Channel, ChannelType, PermissionFlagsBits } from 'discord.js';
import type { Askable, Verbatim } from '../../app/verbatim.js';
import type { ServerSettings } from '../../state/settings.js';
import type { State } from '../../state/state.js';
import { collectionsSeen } from './collections.js';
import type { Viewer } from './viewer.js';

/** What a viewer may see and do in the place where they ask. */
export interface Access {
  /** The server's settings. */
  readonly settings: ServerSettings;
  /** The articles that everyone in the channel may see. Only these may be quoted where others can read. */
  readonly open: Askable;
  /** The articles that this person may see. Use them only for replies that nobody else sees. */
  readonly own: Askable;
  /** Whether the place is a non-private channel of a server that the bot is in. */
  readonly isPublic: boolean;
  /** Whether this person may see a collection, even one without articles. */
  readonly sees: (collection: string) => boolean;
  readonly mayAsk: boolean;
  readonly mayAdminister: boolean;
}

/** Where a request comes from. */
export interface Place {
  /** The channel, and its parent if it is a thread. */
  readonly channels: readonly string[];
  readonly isPublic: boolean;
}

export function placeOf(channelId: string | null, channel: Channel | null, hasBot = true): Place {
  const parent = channel?.isThread() ? channel.parentId : undefined;
  return {
    channels: [channelId, parent].flatMap((each) => each ?? []),
    isPublic: hasBot && isPublicChannel(channel),
  };
}

export function accessOf(
  { guild, roles, managesServer }: Viewer,
  { channels, isPublic }: Place,
  { verbatim, state }: { readonly verbatim: Verbatim; readonly state: Pick<State, 'settings'> },
): Access {
  const settings = state.settings.of(guild ?? '');
  // Lazy, since listing all articles is only necessary if something is limited.
  const existing = () => new Set(verbatim.sources().map(({ collection }) => collection));
  const restricted = state.settings.restrictedAnywhere();
  const where = { channels, roles };
  const seen = collectionsSeen(settings, restricted, existing, where);
  const has = (wanted: readonly string[]) => wanted.some((role) => roles.includes(role));
  const mayAdminister = guild !== undefined && (managesServer || has(settings.admins));
  return {
    settings,
    open: seen.open ? verbatim.within(seen.open) : verbatim,
    own: seen.own ? verbatim.within(seen.own) : verbatim,
    isPublic,
    sees: (collection) => collectionsSeen(settings, restricted, () => [collection], where).own?.has(collection) ?? true,
    mayAsk: settings.askers.length === 0 || has(settings.askers) || mayAdminister,
    mayAdminister,
  };
}

/** Whether it is a server's channel that is not private. Private means that @everyone may not view it. */
function isPublicChannel(channel: Channel | null): boolean {
  if (!channel || channel.isDMBased() || channel.type === ChannelType.PrivateThread) return false;
  const governing = channel.isThread() ? channel.parent : channel;
  const forEveryone = governing?.permissionOverwrites.cache.get(governing.guildId);
  return governing !== null && forEveryone?.deny.has(PermissionFlagsBits.ViewChannel) !== true;
}
