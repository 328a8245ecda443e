import type { Language, Words } from '../../i18n/words.js';
import { clip } from '../components/clip.js';

/** Longest shown name of a collection, including escapes. */
const MAX_NAME = 60;

export const channelMention = (id: string) => `<#${id}>`;
export const roleMention = (id: string) => `<@&${id}>`;

/** A collection's name, escaped for a message. */
export function collectionName(name: string, t: Words): string {
  return name === '' ? t('settings:noFolder') : clip(name, MAX_NAME).text || '…';
}

/** The first `most` names, and how many more there are. */
export function some(names: readonly string[], most: number, t: Words): string {
  const more = names.length - most;
  return [...names.slice(0, most), ...(more > 0 ? [t('settings:more', { count: more })] : [])].join(', ');
}

/** `30 seconds`, `5 minutes`, `1 hour`: in the largest unit of which it is a whole number. */
export function duration(seconds: number, language: Language): string {
  const [value, unit] =
    seconds % 3_600 === 0
      ? [seconds / 3_600, 'hour']
      : seconds % 60 === 0
        ? [seconds / 60, 'minute']
        : [seconds, 'second'];
  return new Intl.NumberFormat(language, { style: 'unit', unit: String(unit), unitDisplay: 'long' }).format(
    Number(value),
  );
}

export function days(count: number, language: Language): string {
  return new Intl.NumberFormat(language, { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(count);
}
