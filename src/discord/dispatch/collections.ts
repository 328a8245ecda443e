import type { ServerSettings } from '../../state/settings.js';

/** Collections that may be shown; all when undefined. */
interface Seen {
  /** To everybody in the channel. */
  readonly open: ReadonlySet<string> | undefined;
  /** To this person alone. */
  readonly own: ReadonlySet<string> | undefined;
}

/**
 * Which of the collections that there are may be seen in a channel, by everybody there and by one person. A server or channel
 * sees what its settings name, else all; a collection that any server keeps to roles is not among "all" elsewhere, as
 * nobody there was asked.
 */
export function collectionsSeen(
  settings: ServerSettings,
  restrictedAnywhere: ReadonlySet<string>,
  existing: () => Iterable<string>,
  { channels, roles }: { readonly channels: readonly string[]; readonly roles: readonly string[] },
): Seen {
  const limits = channels.flatMap((channel) => (settings.channelCollections[channel] ? [channel] : []));
  const nearest = limits[0] === undefined ? undefined : settings.channelCollections[limits[0]];
  if (settings.collections === null && nearest === undefined && restrictedAnywhere.size === 0) {
    return { open: undefined, own: undefined };
  }
  const keptTo = (collection: string) => rolesOf(settings, collection);
  const inServer = [...existing()].filter((collection) =>
    settings.collections === null
      ? !restrictedAnywhere.has(collection) || keptTo(collection).length > 0
      : settings.collections.includes(collection),
  );
  const inChannel = nearest ? inServer.filter((collection) => nearest.includes(collection)) : inServer;
  const open = inChannel.filter((collection) => keptTo(collection).length === 0);
  const own = inChannel.filter((collection) => {
    const kept = keptTo(collection);
    return kept.length === 0 || kept.some((role) => roles.includes(role));
  });
  return { open: new Set(open), own: new Set(own) };
}

/**
 * The collections that a server's administrators may decide on: all but those that only other servers keep to roles, which
 * they are not to learn of. What their own settings name they know already.
 */
export function collectionsToDecide(
  { collections, channelCollections, collectionRoles }: ServerSettings,
  restrictedAnywhere: ReadonlySet<string>,
  existing: ReadonlySet<string>,
): string[] {
  const named = new Set([
    ...(collections ?? []),
    ...Object.values(channelCollections).flat(),
    ...Object.keys(collectionRoles),
  ]);
  return [...existing].filter((collection) => !restrictedAnywhere.has(collection) || named.has(collection)).sort();
}

/** The roles that a collection is kept to; none where it is open. Folders may be called like what every object has. */
export function rolesOf({ collectionRoles }: ServerSettings, collection: string): readonly string[] {
  return Object.hasOwn(collectionRoles, collection) ? (collectionRoles[collection] ?? []) : [];
}
