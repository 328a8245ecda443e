import { permissionsIn } from '../world/permissions.js';
import { locate } from '../world/place.js';
import type { AnyServerChannel } from '../world/server.js';
import type { Place, World } from '../world/world.js';

type Resolved = Partial<Record<'users' | 'members' | 'roles' | 'channels' | 'attachments', Record<string, object>>>;

/** The data that Discord sends about chosen people, roles and channels. @throws Error for unknown ids. */
export function resolvedOf(
  world: World,
  place: Place,
  kinds: readonly ('users' | 'roles' | 'channels')[],
  ids: readonly string[],
): Resolved {
  const { server } = locate(world, place, world.asker);
  const resolved: Resolved = {};
  const put = (kind: keyof Resolved, id: string, entry: object) => {
    resolved[kind] = { ...resolved[kind], [id]: entry };
  };
  for (const id of ids) {
    const user = kinds.includes('users') ? world.userOf(id) : undefined;
    const role = kinds.includes('roles') ? server?.roles.find((each) => each.id === id) : undefined;
    const channel = kinds.includes('channels') ? world.channelOf(id) : undefined;
    if (user) {
      put('users', id, user);
      const permissions = server && String(permissionsIn(server, id, server.channels[0] as AnyServerChannel));
      const { deaf: _, mute: __, ...member } = server?.member(id) ?? {};
      if (server?.rolesOf(id)) put('members', id, { ...member, permissions });
    } else if (role) put('roles', id, role);
    else if (channel) {
      const { type, name } = channel;
      const permissions = server
        ? String(permissionsIn(server, world.asker.user.id, channel as AnyServerChannel))
        : '0';
      put('channels', id, {
        id,
        type,
        name,
        permissions,
        ...('parent_id' in channel && { parent_id: channel.parent_id }),
      });
    } else throw new Error(`there is nothing with the id ${id} to choose`);
  }
  return resolved;
}
