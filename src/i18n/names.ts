import type { Language } from './words.js';

/** Locales for dates. English uses day before month. */
const DATES: Readonly<Record<Language, string>> = { en: 'en-GB', uk: 'uk', ko: 'ko', de: 'de' };

/** The day of an ISO 8601 date in the language's format, e.g. `5. Dez. 2024`; the input if it is not a date. */
export function dateIn(language: Language, iso: string): string {
  const day = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return iso;
  return day.toLocaleDateString(DATES[language], { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
}

/** The name of a language in `language`; undefined if it is that language or unknown. */
export function foreignName(language: Language, tag: string): string | undefined {
  try {
    if (new Intl.Locale(tag).language === language) return undefined;
    return new Intl.DisplayNames([language], { type: 'language', fallback: 'none' }).of(tag);
  } catch {
    return undefined;
  }
}

/** The name of a language in `language`, without its region; the tag if it is unknown. */
export function languageName(language: Language, tag: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(new Intl.Locale(tag).language) ?? tag;
  } catch {
    return tag;
  }
}
