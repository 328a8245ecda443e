import {
  type APIGuildForumChannel,
  type APIGuildMember,
  type APINewsChannel,
  type APIRole,
  type APITextChannel,
  type APIThreadChannel,
  type ChannelFlags,
  ChannelType,
  GuildMemberFlags,
  PermissionFlagsBits,
  RoleFlags,
} from 'discord-api-types/v10';
import { snowflake } from './snowflake.js';

export type ServerChannel = APITextChannel | APINewsChannel | APIGuildForumChannel;
export type AnyServerChannel = ServerChannel | APIThreadChannel;

const { ViewChannel, SendMessages, SendMessagesInThreads, CreatePublicThreads, ReadMessageHistory } =
  PermissionFlagsBits;
/** Everybody's permissions, unless a channel changes them. */
const EVERYBODY = ViewChannel | SendMessages | SendMessagesInThreads | CreatePublicThreads | ReadMessageHistory;

/** One server: its roles, channels, threads and members. */
export class Server {
  readonly id = snowflake();
  readonly roles: APIRole[] = [];
  readonly channels: ServerChannel[] = [];
  readonly threads: APIThreadChannel[] = [];
  locale = 'en-US';
  readonly #members = new Map<string, string[]>();

  constructor(
    readonly name: string,
    /** In a server without the bot, it is only an app that some member has installed for themselves. */
    readonly hasBot = true,
    readonly ownerId = snowflake(),
  ) {
    this.role('@everyone', EVERYBODY, this.id);
  }

  role(name: string, permissions = 0n, id = snowflake()): APIRole {
    const colour = { color: 0, colors: { primary_color: 0, secondary_color: null, tertiary_color: null } };
    const rest = { hoist: false, managed: false, mentionable: false, flags: RoleFlags.InPrompt };
    const position = this.roles.length;
    const role = { id, name, permissions: String(permissions), position, ...colour, ...rest };
    this.roles.push(role);
    return role;
  }

  text(name: string): APITextChannel {
    return this.#add({ ...this.#channel(name), type: ChannelType.GuildText } as APITextChannel);
  }

  announcements(name: string): APINewsChannel {
    return this.#add({ ...this.#channel(name), type: ChannelType.GuildAnnouncement } as APINewsChannel);
  }

  forum(name: string): APIGuildForumChannel {
    const posts = { default_reaction_emoji: null, default_sort_order: null, default_forum_layout: 0 };
    const channel = { ...this.#channel(name), ...posts, available_tags: [], type: ChannelType.GuildForum };
    return this.#add(channel as unknown as APIGuildForumChannel);
  }

  /** A public thread in a channel; a thread created from a message has the message's id. */
  thread(parent: ServerChannel, name: string, ownerId: string, id = snowflake(), minutes = 1_440): APIThreadChannel {
    const now = new Date().toISOString();
    const metadata = { archived: false, archive_timestamp: now, auto_archive_duration: minutes, locked: false };
    const counts = { message_count: 0, member_count: 1, total_message_sent: 0, rate_limit_per_user: 0 };
    const type =
      parent.type === ChannelType.GuildAnnouncement ? ChannelType.AnnouncementThread : ChannelType.PublicThread;
    const thread = {
      ...{ id, type, guild_id: this.id, parent_id: parent.id, owner_id: ownerId, name, flags: 0, ...counts },
      ...{ last_message_id: null, thread_metadata: { ...metadata, create_timestamp: now } },
    } as unknown as APIThreadChannel;
    this.threads.push(thread);
    return thread;
  }

  join(userId: string, roles: readonly string[] = []): void {
    this.#members.set(userId, [...roles]);
  }

  /** The ids of a member's roles; undefined for non-members. */
  rolesOf(userId: string): readonly string[] | undefined {
    return this.#members.get(userId);
  }

  get memberIds(): readonly string[] {
    return [...this.#members.keys()];
  }

  member(userId: string): Omit<APIGuildMember, 'user'> {
    const dates = { joined_at: '2024-01-01T00:00:00.000Z', premium_since: null, communication_disabled_until: null };
    const looks = {
      avatar: null,
      banner: null,
      nick: null,
      pending: false,
      flags: GuildMemberFlags.BypassesVerification,
    };
    return { roles: [...(this.rolesOf(userId) ?? [])], ...dates, ...looks, deaf: false, mute: false };
  }

  #channel(name: string) {
    const place = { id: snowflake(), guild_id: this.id, name, position: this.channels.length };
    return { ...place, permission_overwrites: [], parent_id: null, flags: 0 as ChannelFlags, topic: null, nsfw: false };
  }

  #add<Channel extends ServerChannel>(channel: Channel): Channel {
    this.channels.push(channel);
    return channel;
  }
}
