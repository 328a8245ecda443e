import { ChannelType } from 'discord.js';
import { button } from '../components/button.js';
import type { Card } from '../components/card.js';
import { COLOURS } from '../components/card.js';
import { buttons, panel, text } from '../components/panel.js';
import { rolesOf } from '../dispatch/collections.js';
import { change, channelMenu, goTo, optionMenu, roleMenu, sliceButtons, sliceOf } from './controls.js';
import { channelMention, collectionName, roleMention, some } from './describe.js';
import { staleMenu } from './stale.js';
import { collectionOf, keyOf, type View } from './view.js';

/** Collections, and channels or collections with limits, that a summary names. */
const MOST_NAMED = 6;
const MOST_LIMITS = 4;

/** Types of channels that can be limited: all where people can ask. Threads use their channel's limits. */
const LIMITABLE = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildForum,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
];

export function collectionsSummary({ t, settings }: View): string[] {
  const { collections, channelCollections, collectionRoles } = settings;
  const names = (list: readonly string[], most: number) =>
    some(
      list.map((name) => collectionName(name, t)),
      most,
      t,
    );
  const channels = Object.entries(channelCollections).map(([id, list]) =>
    t('settings:inChannel', { channel: channelMention(id), collections: names(list, 3) || t('settings:none') }),
  );
  const kept = Object.entries(collectionRoles).map(([name, roles]) =>
    t('settings:keptTo', { collection: collectionName(name, t), roles: some(roles.map(roleMention), 3, t) }),
  );
  const few = (lines: readonly string[]) => [
    ...lines.slice(0, MOST_LIMITS),
    ...(lines.length > MOST_LIMITS ? [t('settings:more', { count: lines.length - MOST_LIMITS })] : []),
  ];
  const here = collections === null ? t('settings:all') : names(collections, MOST_NAMED) || t('settings:none');
  return [t('settings:inServer', { collections: here }), ...few(channels), ...few(kept)];
}

export function collectionsPage(view: View, [slice]: readonly string[]): Card {
  const { t, settings } = view;
  const all = sliceOf(view.collections, slice, false);
  const limited = settings.collections;
  const option = (name: string) => ({ value: keyOf(name), label: name || t('settings:noFolder') });
  const menus =
    all.shown.length === 0
      ? [text(t('settings:noCollections'))]
      : [
          optionMenu(
            { id: change('collections', all.at), placeholder: t('settings:chooseCollections') },
            all.shown.map((name) => ({ ...option(name), default: limited === null || limited.includes(name) })),
            true,
          ),
          optionMenu(
            { id: goTo('kept'), placeholder: t('settings:chooseKept') },
            all.shown.map((name) => ({
              ...option(name),
              ...(rolesOf(settings, name).length > 0 && { description: t('settings:isKept') }),
            })),
          ),
          ...sliceButtons(t, all, (at) => goTo('collections', at)),
          channelMenu({ id: goTo('channel'), placeholder: t('settings:chooseChannel') }, LIMITABLE),
        ];
  return panel(COLOURS.plain, [
    text(
      `### ${t('settings:collections')}\n${collectionsSummary(view).join('\n')}\n-# ${t('settings:collectionsHint')}`,
    ),
    ...menus,
    ...staleMenu(view, 'collections', ['collections', 'channelCollections', 'collectionRoles'], [all.at]),
    buttons(
      button(t('settings:allCollections'), change('allCollections', all.at), { disabled: limited === null }),
      button(t('settings:back'), goTo('home')),
    ),
  ]);
}

/** Collections visible in a channel. The arguments are its id and the slice of the list. */
export function inChannelPage(view: View, [channel = '', slice]: readonly string[]): Card {
  const { t, settings } = view;
  if (!/^\d{1,20}$/.test(channel)) return collectionsPage(view, []);
  const own = settings.channelCollections[channel];
  const ofServer = view.collections.filter((name) => settings.collections?.includes(name) ?? true);
  const all = sliceOf(ofServer, slice, false);
  const names = own?.map((name) => collectionName(name, t));
  const what = names ? some(names, MOST_NAMED, t) || t('settings:none') : t('settings:asServer');
  return panel(COLOURS.plain, [
    text(
      `### ${t('settings:inChannel', { channel: channelMention(channel), collections: what })}\n-# ${t('settings:inChannelHint')}`,
    ),
    ...(all.shown.length === 0
      ? [text(t('settings:noCollections'))]
      : [
          optionMenu(
            { id: change('inChannel', channel, all.at), placeholder: t('settings:chooseCollections') },
            all.shown.map((name) => ({
              value: keyOf(name),
              label: name || t('settings:noFolder'),
              default: own?.includes(name) ?? true,
            })),
            true,
          ),
        ]),
    ...sliceButtons(t, all, (at) => goTo('channel', channel, at)),
    buttons(
      button(t('settings:asServer'), change('asServer', channel, all.at), { disabled: own === undefined }),
      button(t('settings:back'), goTo('collections')),
    ),
  ]);
}

/** Roles that a collection is limited to. The arguments are its key and the slice of the list. */
export function keptPage(view: View, [key, slice]: readonly string[]): Card {
  const { t, settings } = view;
  const collection = collectionOf(view, key);
  const roles = rolesOf(settings, collection);
  const known = sliceOf(roles.filter(view.isRole), slice, true);
  const collectionShown = collectionName(collection, t);
  const who =
    roles.length === 0
      ? t('settings:openToAll', { collection: collectionShown })
      : t('settings:keptTo', { collection: collectionShown, roles: some(roles.map(roleMention), MOST_NAMED, t) });
  const lost = roles.length > 0 && !roles.some(view.isRole);
  return panel(COLOURS.plain, [
    text(`### ${who}\n-# ${t('settings:keptHint')}`),
    ...(lost ? [text(`⚠️ ${t('settings:keptToNobody')}`)] : []),
    roleMenu({ id: change('kept', keyOf(collection), known.at), placeholder: t('settings:chooseRoles') }, known.shown),
    ...sliceButtons(t, known, (at) => goTo('kept', keyOf(collection), at)),
    buttons(
      button(t('settings:open'), change('open', keyOf(collection)), { disabled: roles.length === 0 }),
      button(t('settings:back'), goTo('collections')),
    ),
  ]);
}
