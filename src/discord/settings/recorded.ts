import { z } from 'zod';
import type { Language, Words } from '../../i18n/words.js';
import type { ServerSettings } from '../../state/settings.js';
import { rolesOf } from '../dispatch/collections.js';
import { channelMention, collectionName, days, duration, roleMention, some } from './describe.js';

/** Names that an entry keeps of a longer list, and UTF-16 units of a name. */
const MOST_KEPT = 20;
const MAX_NAME = 80;
/** Names that are shown. */
const MOST_SHOWN = 8;

const ids = z.array(z.string());

/** A changed setting as the audit log stores it, independent of language. */
const recorded = z.discriminatedUnion('setting', [
  z.object({ setting: z.enum(['watched', 'askers', 'admins']), added: ids, removed: ids }),
  z.object({ setting: z.literal('collectionRoles'), of: z.string(), roles: ids }),
  z.object({ setting: z.literal('collections'), names: ids.nullable() }),
  z.object({ setting: z.literal('channelCollections'), of: z.string(), names: ids.nullable() }),
  z.object({ setting: z.literal('sureness'), to: z.enum(['strict', 'balanced', 'open']) }),
  z.object({ setting: z.literal('place'), to: z.enum(['reply', 'thread']) }),
  z.object({ setting: z.enum(['cooldown', 'keepQuestions']), to: z.number() }),
]);
type Recorded = z.infer<typeof recorded>;

/** The differences, as details for the audit log. */
export function recordedChanges(before: ServerSettings, after: ServerSettings): string[] {
  const differ = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other);
  const short = (names: readonly string[]) => names.slice(0, MOST_KEPT).map((name) => name.slice(0, MAX_NAME));
  const without = (all: readonly string[], those: readonly string[]) => short(all.filter((id) => !those.includes(id)));
  const entries = <Value>(one: Record<string, Value>, other: Record<string, Value>) =>
    [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((key) => differ(one[key], other[key]));
  const changes: Recorded[] = [
    ...(['watched', 'askers', 'admins'] as const).flatMap((setting) =>
      differ(before[setting], after[setting])
        ? [
            {
              setting,
              added: without(after[setting], before[setting]),
              removed: without(before[setting], after[setting]),
            },
          ]
        : [],
    ),
    ...(differ(before.collections, after.collections)
      ? [{ setting: 'collections' as const, names: after.collections && short(after.collections) }]
      : []),
    ...entries(before.channelCollections, after.channelCollections).map((of) => {
      const names = after.channelCollections[of];
      return { setting: 'channelCollections' as const, of, names: names ? short(names) : null };
    }),
    ...entries(before.collectionRoles, after.collectionRoles).map((of) => ({
      setting: 'collectionRoles' as const,
      of: of.slice(0, MAX_NAME),
      roles: short(rolesOf(after, of)),
    })),
    ...(before.sureness === after.sureness ? [] : [{ setting: 'sureness' as const, to: after.sureness }]),
    ...(before.place === after.place ? [] : [{ setting: 'place' as const, to: after.place }]),
    ...(['cooldown', 'keepQuestions'] as const).flatMap((setting) =>
      before[setting] === after[setting] ? [] : [{ setting, to: after[setting] }],
    ),
  ];
  return changes.map((change) => JSON.stringify(change));
}

/** Describes such a detail for a message; undefined if it is not one. */
export function describeRecorded(detail: string, t: Words, language: Language): string | undefined {
  const change = parsed(detail);
  if (!change) return undefined;
  const names = (list: readonly string[] | null, all: string) =>
    list === null
      ? all
      : some(
          list.map((name) => collectionName(name, t)),
          MOST_SHOWN,
          t,
        ) || t('settings:none');
  const wait = (seconds: number) => (seconds === 0 ? t('settings:none') : duration(seconds, language));
  switch (change.setting) {
    case 'watched':
    case 'askers':
    case 'admins': {
      const mention = change.setting === 'watched' ? channelMention : roleMention;
      const signed = [
        ...change.added.map((id) => `+ ${mention(id)}`),
        ...change.removed.map((id) => `− ${mention(id)}`),
      ];
      return `${t(`settings:in.${change.setting}`)}: ${some(signed, MOST_SHOWN, t)}`;
    }
    case 'collections':
      return t('settings:inServer', { collections: names(change.names, t('settings:all')) });
    case 'channelCollections':
      return t('settings:inChannel', {
        channel: channelMention(change.of),
        collections: names(change.names, t('settings:asServer')),
      });
    case 'collectionRoles': {
      const collection = collectionName(change.of, t);
      const roles = some(change.roles.map(roleMention), MOST_SHOWN, t);
      return roles === '' ? t('settings:openToAll', { collection }) : t('settings:keptTo', { collection, roles });
    }
    case 'sureness':
      return t('settings:sureness', { sureness: t(`settings:sureness.${change.to}`) });
    case 'place':
      return t('settings:place', { place: t(`settings:place.${change.to}`) });
    case 'cooldown':
      return t('settings:cooldown', { wait: wait(change.to) });
    case 'keepQuestions':
      return change.to === 0 ? t('settings:notKept') : t('settings:keptFor', { days: days(change.to, language) });
  }
}

function parsed(detail: string): Recorded | undefined {
  try {
    return recorded.safeParse(JSON.parse(detail)).data;
  } catch {
    return undefined;
  }
}
