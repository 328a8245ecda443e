import type { Language } from './words.js';

/** Locales for dates: English as the rest of the world writes it. */
const DATES: Readonly<Record<Language, string>> = { en: 'en-GB', uk: 'uk', ko: 'ko', de: 'de' };

/** The day of an ISO 8601 date as written there, e.g. `5. Dez. 2024`; the input where it is no date. */
export function dateIn(language: Language, iso: string): string {
  const day = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return iso;
  return day.toLocaleDateString(DATES[language], { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
}

/** What a language is called in `language`; undefined where it is that language, or none that is known. */
export function foreignName(language: Language, tag: string): string | undefined {
  try {
    if (new Intl.Locale(tag).language === language) return undefined;
    return new Intl.DisplayNames([language], { type: 'language', fallback: 'none' }).of(tag);
  } catch {
    return undefined;
  }
}

/** What a language is called in `language`, without a region; the tag where it is none that is known. */
export function languageName(language: Language, tag: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(new Intl.Locale(tag).language) ?? tag;
  } catch {
    return tag;
  }
}
