import type { ServerSettings } from '../../state/settings.js';

/** Visible collections; undefined means all. */
interface VisibleCollections {
  /** Visible to everyone in the channel. */
  readonly open: ReadonlySet<string> | undefined;
  /** Visible to this person. */
  readonly own: ReadonlySet<string> | undefined;
}

/**
 * The existing collections that are visible in a channel, to everyone there and to one person. Servers and channels see the
 * collections that their settings name, by default all. "All" excludes collections that another server limits to roles.
 */
export function collectionsSeen(
  settings: ServerSettings,
  restrictedAnywhere: ReadonlySet<string>,
  existing: () => Iterable<string>,
  { channels, roles }: { readonly channels: readonly string[]; readonly roles: readonly string[] },
): VisibleCollections {
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
 * The collections that a server's administrators may configure: all except those that only other servers limit to roles, which
 * must stay unknown here. Collections that their own settings name are known already.
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

/** The roles that a collection is limited to; none if it is open. A folder may be named like a property of every object. */
export function rolesOf({ collectionRoles }: ServerSettings, collection: string): readonly string[] {
  return Object.hasOwn(collectionRoles, collection) ? (collectionRoles[collection] ?? []) : [];
}
