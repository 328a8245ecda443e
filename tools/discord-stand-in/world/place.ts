import { ApplicationIntegrationType, InteractionContextType } from 'discord-api-types/v10';
import { ELSEWHERE, permissionsIn } from './permissions.js';
import type { AnyServerChannel, Server } from './server.js';
import type { AnyChannel, Person, Place, World } from './world.js';

/** Where an interaction happens, and what Discord says about that place. */
interface Located {
  readonly channel: AnyChannel;
  readonly server?: Server;
  readonly context: InteractionContextType;
  /** Whether the app is available only because this person installed it for themselves. */
  readonly isPersonal: boolean;
  /** Who installed the app there, by kind of installation. */
  readonly owners: Readonly<Partial<Record<ApplicationIntegrationType, string>>>;
  readonly permissions: bigint;
  readonly appPermissions: bigint;
}

export function locate(world: World, place: Place, person: Person): Located {
  const everywhere = { permissions: ELSEWHERE, appPermissions: ELSEWHERE };
  const personal = { [ApplicationIntegrationType.UserInstall]: person.user.id };
  if (place === 'dm') {
    const owners = { [ApplicationIntegrationType.GuildInstall]: '0' };
    return { channel: person.dm, context: InteractionContextType.BotDM, isPersonal: false, owners, ...everywhere };
  }
  if (place === 'group') {
    const context = InteractionContextType.PrivateChannel;
    return { channel: world.group, context, isPersonal: true, owners: personal, ...everywhere };
  }
  const channel = place === 'server' ? world.general : world.channelOf(place.id);
  const server = channel && world.serverOf(channel.id);
  if (!channel || !server) throw new Error('that is not a channel of a server');
  const inServer = channel as AnyServerChannel;
  return {
    channel,
    server,
    context: InteractionContextType.Guild,
    isPersonal: !server.hasBot,
    owners: server.hasBot ? { [ApplicationIntegrationType.GuildInstall]: server.id } : personal,
    permissions: permissionsIn(server, person.user.id, inServer),
    appPermissions: server.hasBot ? permissionsIn(server, world.bot.id, inServer) : ELSEWHERE,
  };
}
