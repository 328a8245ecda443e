import type { ServerSettings } from '../../state/settings.js';
import { button } from '../components/button.js';
import { buttons, type PanelPart } from '../components/panel.js';
import { change, goTo, MAX_OPTIONS, optionMenu } from './controls.js';
import { keyOf, listed, type View } from './view.js';

/** Something that a setting names and that no longer exists. */
interface Stale {
  readonly setting: 'watched' | 'askers' | 'admins' | 'collections' | 'channelCollections' | 'collectionRoles';
  /** The deleted channel, role or collection. */
  readonly name: string;
}

/** Everything in the settings that no longer exists. */
export function staleIn(view: View): Stale[] {
  const { collections, channelCollections, collectionRoles } = view.settings;
  const unknown = (name: string) => !view.collections.includes(name);
  const stale = (setting: Stale['setting'], names: readonly string[]) => names.map((name) => ({ setting, name }));
  // A collection whose last role was deleted stays limited until administrators choose roles or open it.
  const roles = Object.values(collectionRoles).flatMap((ids) => {
    const gone = ids.filter((id) => !view.isRole(id));
    return gone.length < ids.length ? gone : [];
  });
  return [
    ...(['watched', 'askers', 'admins'] as const).flatMap((setting) => stale(setting, listed(view, setting).gone)),
    ...stale('collections', (collections ?? []).filter(unknown)),
    ...stale(
      'channelCollections',
      Object.keys(channelCollections).filter((id) => !view.isChannel(id)),
    ),
    ...stale('collectionRoles', [...Object.keys(collectionRoles).filter(unknown), ...new Set(roles)]),
  ];
}

const staleKey = ({ setting, name }: Stale) => `${setting}:${keyOf(name)}`;

/** The settings without the stale entries chosen in a menu. Entries that are no longer stale stay. */
export function withoutStale(view: View, values: readonly string[]): Partial<ServerSettings> {
  const { settings } = view;
  const removed = staleIn(view).filter((stale) => values.includes(staleKey(stale)));
  const isRemoved = (setting: Stale['setting'], name: string) =>
    removed.some((stale) => stale.setting === setting && stale.name === name);
  const rest = (setting: 'watched' | 'askers' | 'admins') => settings[setting].filter((id) => !isRemoved(setting, id));
  const touched = new Set(removed.map(({ setting }) => setting));
  const roles = Object.entries(settings.collectionRoles).flatMap(([collection, ids]) => {
    if (isRemoved('collectionRoles', collection)) return [];
    const left = ids.filter((id) => !isRemoved('collectionRoles', id));
    return [[collection, left.length > 0 ? left : ids] as const];
  });
  const channels = Object.entries(settings.channelCollections).filter(([id]) => !isRemoved('channelCollections', id));
  return {
    ...(touched.has('watched') && { watched: rest('watched') }),
    ...(touched.has('askers') && { askers: rest('askers') }),
    ...(touched.has('admins') && { admins: rest('admins') }),
    ...(touched.has('collections') && {
      collections: (settings.collections ?? []).filter((name) => !isRemoved('collections', name)),
    }),
    ...(touched.has('channelCollections') && { channelCollections: Object.fromEntries(channels) }),
    ...(touched.has('collectionRoles') && { collectionRoles: Object.fromEntries(roles) }),
  };
}

/** A menu for removing stale entries; nothing if there are none. `args` are those of the page. */
export function staleMenu(
  view: View,
  page: string,
  among: readonly Stale['setting'][],
  args: readonly (string | number)[] = [],
): PanelPart[] {
  const { t } = view;
  const stale = staleIn(view).filter(({ setting }) => among.includes(setting));
  if (stale.length === 0) return [];
  const options = stale.slice(0, MAX_OPTIONS).map((each) => ({
    value: staleKey(each),
    label: /^\d+$/.test(each.name) ? t('settings:gone', { id: each.name }) : each.name || t('settings:noFolder'),
    description: t(`settings:in.${each.setting}`),
  }));
  return [optionMenu({ id: change('stale', page, ...args), placeholder: t('settings:removeStale') }, options, true)];
}

/** The button back to the first page. */
export const back = ({ t }: View) => buttons(button(t('settings:back'), goTo('home')));
