import {
  type APIDMChannel,
  type APIGroupDMChannel,
  type APIUser,
  ChannelType,
  OverwriteType,
  PermissionFlagsBits,
  type UserFlags,
} from 'discord-api-types/v10';
import { overwrite } from './permissions.js';
import { type AnyServerChannel, Server } from './server.js';
import { snowflake } from './snowflake.js';

export interface Person {
  readonly user: APIUser;
  /** Direct messages with the bot. */
  readonly dm: APIDMChannel;
  /** The language of the client, one of Discord's locales. */
  locale: string;
}

/** `server` is the channel "general", `dm` the direct messages with the bot, `group` a group conversation without the bot. */
export type Place = 'server' | 'dm' | 'group' | { readonly id: string };

export type AnyChannel = AnyServerChannel | APIDMChannel | APIGroupDMChannel;

const NO_FLAGS = 0 as UserFlags;
const { ViewChannel, SendMessages, SendMessagesInThreads, CreatePublicThreads, ReadMessageHistory, ManageGuild } =
  PermissionFlagsBits;
/** The permissions that the bot is invited with. */
const INVITED = ViewChannel | SendMessages | SendMessagesInThreads | CreatePublicThreads | ReadMessageHistory;

function user(username: string, bot = false): APIUser {
  const looks = { discriminator: '0', global_name: bot ? null : username, avatar: null, primary_guild: null };
  return { id: snowflake(), username, ...looks, public_flags: NO_FLAGS, flags: NO_FLAGS, bot };
}

/** Servers with their channels and people, and the bot's own application. */
export class World {
  readonly bot = user('verbatim', true);
  readonly applicationId = this.bot.id;
  readonly people = new Map<string, Person>();

  /** The server in which nearly everything happens. */
  readonly server = new Server('Reading room');
  readonly guildId = this.server.id;
  /** For `ADMIN_ROLE_IDS`. */
  readonly adminRole = this.server.role('librarian');
  readonly managerRole = this.server.role('manager', ManageGuild);
  /** A role without permissions. */
  readonly scholarRole = this.server.role('scholar');
  readonly general = this.server.text('general');
  /** For `ASK_CHANNEL_IDS`. */
  readonly askHere = this.server.text('ask-here');
  readonly news = this.server.announcements('news');
  readonly forum = this.server.forum('questions');
  /** Visible only to librarians, managers and the bot. */
  readonly backRoom = this.server.text('back-room');

  /** A second server with the bot. */
  readonly elsewhere = new Server('Book club');
  readonly lounge = this.elsewhere.text('lounge');
  /** A server without the bot: people use it there as an app that they installed. */
  readonly abroad = new Server('Far away', false);
  readonly strand = this.abroad.text('strand');

  readonly asker = this.person('asker');
  readonly manager = this.person('manager', [this.managerRole.id]);
  readonly librarian = this.person('librarian', [this.adminRole.id]);
  readonly scholar = this.person('scholar', [this.scholarRole.id]);
  /** Manages the second server, and is an ordinary member of the first. */
  readonly neighbour = this.person('neighbour', [], [this.elsewhere.role('manager', ManageGuild).id]);
  readonly otherBot = user('other-bot', true);
  /** A group conversation of people, without the bot. */
  readonly group: APIGroupDMChannel = {
    id: snowflake(),
    type: ChannelType.GroupDM,
    name: 'friends',
    recipients: [this.asker.user, this.scholar.user],
    owner_id: this.asker.user.id,
    icon: null,
    last_message_id: null,
  } as unknown as APIGroupDMChannel;

  constructor() {
    for (const server of this.servers.filter(({ hasBot }) => hasBot)) {
      server.join(this.bot.id, [server.role(this.bot.username, INVITED).id]);
      server.join(this.otherBot.id);
    }
    overwrite(this.backRoom, { id: this.guildId, type: OverwriteType.Role }, ['ViewChannel'], 'deny');
    for (const role of [this.adminRole, this.managerRole]) {
      overwrite(this.backRoom, { id: role.id, type: OverwriteType.Role }, ['ViewChannel'], 'allow');
    }
    overwrite(this.backRoom, { id: this.bot.id, type: OverwriteType.Member }, ['ViewChannel'], 'allow');
  }

  get servers(): readonly Server[] {
    return [this.server, this.elsewhere, this.abroad];
  }

  channelOf(id: string): AnyChannel | undefined {
    const direct = [this.group, ...Array.from(this.people.values(), ({ dm }) => dm)];
    const inServers = this.servers.flatMap(({ channels, threads }) => [...channels, ...threads]);
    return [...inServers, ...direct].find((channel) => channel.id === id);
  }

  /** The server that a channel belongs to; undefined for direct messages. */
  serverOf(channelId: string): Server | undefined {
    return this.servers.find(({ channels, threads }) => [...channels, ...threads].some(({ id }) => id === channelId));
  }

  userOf(id: string): APIUser | undefined {
    return this.people.get(id)?.user ?? [this.bot, this.otherBot].find((each) => each.id === id);
  }

  /** A new person, who is a member of every server. */
  person(name: string, roles: readonly string[] = [], rolesElsewhere: readonly string[] = []): Person {
    const self = user(name);
    const dm: APIDMChannel = { id: snowflake(), type: ChannelType.DM, name: null, recipients: [self] };
    const person = { user: self, dm, locale: 'en-US' };
    this.people.set(self.id, person);
    this.server.join(self.id, roles);
    this.elsewhere.join(self.id, rolesElsewhere);
    this.abroad.join(self.id);
    return person;
  }
}
