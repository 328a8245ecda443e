import type { ChannelSelectMenuInteraction, RoleSelectMenuInteraction, StringSelectMenuInteraction } from 'discord.js';
import { type ServerSettings, SURENESS } from '../../state/settings.js';
import { rolesOf } from '../dispatch/collections.js';
import { RefusedError } from '../dispatch/failures.js';
import { withoutStale } from './stale.js';
import { collectionOf, keyOf, type ListSetting, listed, type View } from './view.js';

/** Changes in a menu, relative to what it showed as chosen, so that others' changes in the meantime are kept. */
export interface Chosen {
  readonly values: readonly string[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

const MOST: Readonly<Record<ListSetting, number>> = { watched: 500, askers: 100, admins: 100 };
const NONE: Chosen = { values: [], added: [], removed: [] };

/** @throws RefusedError if the menu does not belong to the message. */
export function chosenIn(
  interaction: ChannelSelectMenuInteraction | RoleSelectMenuInteraction | StringSelectMenuInteraction,
): Chosen {
  const { component, values } = interaction;
  if (!component) throw new RefusedError('common:unknownButton');
  const menu = 'data' in component ? component.data : component;
  const before =
    'options' in menu
      ? (menu.options ?? []).flatMap((option) => (option.default ? [option.value] : []))
      : 'default_values' in menu
        ? (menu.default_values ?? []).map(({ id }) => id)
        : [];
  return {
    values,
    added: values.filter((value) => !before.includes(value)),
    removed: before.filter((value) => !values.includes(value)),
  };
}

/** Controls that change a setting, by the name in their custom_ids. The arguments are those of their page. */
const CONTROLS: Readonly<
  Record<string, (view: View, chosen: Chosen, args: readonly string[]) => Partial<ServerSettings>>
> = {
  watched: (view, chosen) => ({ watched: ids(view, 'watched', chosen) }),
  askers: (view, chosen) => ({ askers: ids(view, 'askers', chosen) }),
  admins: (view, chosen) => {
    if (!view.managesServer) throw new RefusedError('settings:onlyManagers');
    return { admins: ids(view, 'admins', chosen) };
  },
  sureness: (_view, { values: [value] }) => ({
    sureness: among(Object.keys(SURENESS) as (keyof typeof SURENESS)[], value),
  }),
  place: (_view, { values: [value] }) => ({ place: among(['reply', 'thread'], value) }),
  cooldown: (_view, { values: [value] }) => ({ cooldown: whole(value, 3_600) }),
  keepQuestions: (_view, { values: [value] }) => ({ keepQuestions: whole(value, 365) }),
  collections: (view, chosen) => ({ collections: collections(view, view.settings.collections, chosen) }),
  allCollections: () => ({ collections: null }),
  inChannel: (view, chosen, [channel = '']) => {
    if (!/^\d{1,20}$/.test(channel) || !view.isChannel(channel)) throw new RefusedError('settings:noSuchChannel');
    const own = collections(view, view.settings.channelCollections[channel] ?? view.settings.collections, chosen);
    return { channelCollections: { ...view.settings.channelCollections, [channel]: own } };
  },
  asServer: ({ settings }, _chosen, [channel = '']) => {
    const { [channel]: _gone, ...channelCollections } = settings.channelCollections;
    return { channelCollections };
  },
  kept: (view, chosen, [key]) => {
    const collection = collectionOf(view, key);
    const roles = next(rolesOf(view.settings, collection), chosen, view.isRole);
    // Opening a collection to everyone has its own button, so that it never happens by accident.
    if (roles.length === 0) throw new RefusedError('settings:keepOneRole');
    return { collectionRoles: { ...view.settings.collectionRoles, [collection]: atMost(roles, 100) } };
  },
  open: (view, _chosen, [key]) => {
    const { [collectionOf(view, key)]: _kept, ...collectionRoles } = view.settings.collectionRoles;
    return { collectionRoles };
  },
  stale: (view, { values }) => {
    const change = withoutStale(view, values);
    if (change.admins && !view.managesServer) throw new RefusedError('settings:onlyManagers');
    return change;
  },
};

/** The change that a control makes. @throws RefusedError for an unknown control or an invalid choice. */
export function changeBy(
  view: View,
  control: string,
  args: readonly string[],
  chosen: Chosen = NONE,
): Partial<ServerSettings> {
  const apply = Object.hasOwn(CONTROLS, control) ? CONTROLS[control] : undefined;
  if (!apply) throw new RefusedError('common:unknownButton');
  return apply(view, chosen, args);
}

function ids(view: View, setting: ListSetting, chosen: Chosen): string[] {
  const { known, gone } = listed(view, setting);
  const exists = setting === 'watched' ? view.isChannel : view.isRole;
  return atMost(
    // The @everyone role has the server's id; it is never in a list.
    next([...known, ...gone], chosen, (id) => exists(id) && id !== view.guild),
    MOST[setting],
  );
}

/** The list after a choice. */
function next(before: readonly string[], { added, removed }: Chosen, exists: (id: string) => boolean): string[] {
  const kept = before.filter((id) => !removed.includes(id));
  return [...new Set([...kept, ...added.filter((id) => /^\d{1,20}$/.test(id) && exists(id))])];
}

function atMost(list: string[], most: number): string[] {
  if (list.length > most) throw new RefusedError('settings:tooMany', { most });
  return list;
}

/** The names of collections after a choice, limited to those that this server may configure. `before` is null for all. */
function collections(view: View, before: readonly string[] | null, { added, removed }: Chosen): string[] {
  const start = before ?? view.collections;
  const out = new Set(removed.filter((key) => view.collections.some((name) => keyOf(name) === key)));
  const kept = start.filter((name) => !out.has(keyOf(name)));
  const names = [...new Set([...kept, ...added.map((key) => collectionOf(view, key))])];
  if (names.length === 0) throw new RefusedError('settings:keepOneCollection');
  return atMost(names, 500);
}

function among<Value extends string>(values: readonly Value[], wanted: string | undefined): Value {
  const found = values.find((value) => value === wanted);
  if (found === undefined) throw new RefusedError('common:unknownButton');
  return found;
}

function whole(value: string | undefined, most: number): number {
  if (!/^\d{1,4}$/.test(value ?? '') || Number(value) > most) throw new RefusedError('common:unknownButton');
  return Number(value);
}
