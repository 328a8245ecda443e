import {
  type APIDMChannel,
  type APIGuildMember,
  type APIRole,
  type APITextChannel,
  type APIUser,
  ChannelType,
  GuildMemberFlags,
  PermissionFlagsBits,
  RoleFlags,
  type UserFlags,
} from 'discord-api-types/v10';
import { snowflake } from './snowflake.js';

export interface Person {
  readonly user: APIUser;
  readonly roles: readonly string[];
  readonly permissions: bigint;
  readonly dm: APIDMChannel;
}

const NO_FLAGS = 0 as UserFlags;
const MEMBER = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages;

function user(username: string, bot = false): APIUser {
  const looks = { discriminator: '0', global_name: bot ? null : username, avatar: null, primary_guild: null };
  return { id: snowflake(), username, ...looks, public_flags: NO_FLAGS, flags: NO_FLAGS, bot };
}

/** One server with its channels and people, and the bot's own application. */
export class World {
  readonly bot = user('verbatim', true);
  readonly applicationId = this.bot.id;
  readonly guildId = snowflake();
  readonly adminRole = this.#role('librarian');
  readonly general = this.#channel('general');
  /** For `ASK_CHANNEL_IDS`. */
  readonly askHere = this.#channel('ask-here');
  readonly people = new Map<string, Person>();
  readonly asker = this.#person('asker', MEMBER);
  readonly manager = this.#person('manager', MEMBER | PermissionFlagsBits.ManageGuild);
  readonly librarian = this.#person('librarian', MEMBER, [this.adminRole.id]);
  readonly otherBot = user('other-bot', true);

  channelOf(id: string): APITextChannel | APIDMChannel | undefined {
    const known = [this.general, this.askHere, ...Array.from(this.people.values(), ({ dm }) => dm)];
    return known.find((channel) => channel.id === id);
  }

  member({ roles }: Pick<Person, 'roles'>): Omit<APIGuildMember, 'user'> {
    const dates = { joined_at: '2024-01-01T00:00:00.000Z', premium_since: null };
    return { roles: [...roles], ...dates, deaf: false, mute: false, flags: GuildMemberFlags.BypassesVerification };
  }

  everyone(): APIRole {
    return this.#role('@everyone', this.guildId, MEMBER);
  }

  #role(name: string, id = snowflake(), permissions = 0n): APIRole {
    const colour = { color: 0, colors: { primary_color: 0, secondary_color: null, tertiary_color: null } };
    const rest = { hoist: false, position: 1, managed: false, mentionable: false, flags: RoleFlags.InPrompt };
    return { id, name, permissions: String(permissions), ...colour, ...rest };
  }

  #channel(name: string): APITextChannel {
    const type = ChannelType.GuildText;
    return { id: snowflake(), type, guild_id: this.guildId, name, position: 0, permission_overwrites: [] };
  }

  #person(name: string, permissions: bigint, roles: readonly string[] = []): Person {
    const self = user(name);
    const dm: APIDMChannel = { id: snowflake(), type: ChannelType.DM, name: null, recipients: [self] };
    const person = { user: self, roles, permissions, dm };
    this.people.set(self.id, person);
    return person;
  }
}
