import { ChannelType, type Guild, type GuildBasedChannel, PermissionFlagsBits } from 'discord.js';
import type { ServerSettings } from '../../state/settings.js';

/** Permissions that the bot may need in a channel, in the order in which it needs them. */
export const NEEDED = [
  'ViewChannel',
  'ReadMessageHistory',
  'SendMessages',
  'CreatePublicThreads',
  'SendMessagesInThreads',
] as const;
export type Needed = (typeof NEEDED)[number];

/** The bot's permissions in a channel. */
export interface ChannelState {
  readonly id: string;
  readonly watched: boolean;
  readonly lacking: readonly Needed[];
  /** The lacking permissions without which an expected function does not work. */
  readonly missed: readonly Needed[];
}

const KINDS: ReadonlySet<ChannelType> = new Set([
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildForum,
  ChannelType.GuildMedia,
]);
const FORUMS: ReadonlySet<ChannelType> = new Set([ChannelType.GuildForum, ChannelType.GuildMedia]);

/** All message channels in the server's order. Uses the cache, without a request. */
export function channelStates(guild: Guild, { watched, place }: ServerSettings): ChannelState[] {
  return [...guild.channels.cache.values()]
    .filter((channel) => KINDS.has(channel.type))
    .sort((one, other) => positionOf(one) - positionOf(other))
    .map((channel) => {
      const permissions = guild.members.me && channel.permissionsFor(guild.members.me);
      const isForum = FORUMS.has(channel.type);
      const isWatched = watched.includes(channel.id);
      // In a forum, the bot answers in others' posts and creates none.
      const wanted = NEEDED.filter((name) => !isForum || (name !== 'CreatePublicThreads' && name !== 'SendMessages'));
      const lacking = wanted.filter((name) => !permissions?.has(PermissionFlagsBits[name]));
      const isSeen = !lacking.includes('ViewChannel');
      const missed = lacking.filter((name) => {
        if (!isSeen && !isWatched) return false;
        if (name === 'CreatePublicThreads') return place === 'thread';
        if (name === 'SendMessagesInThreads') return isForum || place === 'thread';
        return true;
      });
      return { id: channel.id, watched: isWatched, lacking, missed };
    });
}

function positionOf(channel: GuildBasedChannel): number {
  const parent = 'parent' in channel && channel.parent && 'rawPosition' in channel.parent ? channel.parent : undefined;
  return 1_000 * ((parent?.rawPosition ?? -1) + 1) + ('rawPosition' in channel ? channel.rawPosition : 0);
}
