import type { SourceSummary } from '../../app/verbatim.js';
import type { Language, Words } from '../../i18n/words.js';
import { clipName } from '../components/clip.js';

const MAX_NAME = 80;

/** A language and the bot's words in it. */
export interface Speech {
  readonly t: Words;
  readonly language: Language;
}

/** Locales for dates and names of languages. */
export const LOCALES = { en: 'en-GB', uk: 'uk', ko: 'ko', de: 'de' } as const satisfies Record<Language, string>;

/** Publisher, author and date, as far as known. */
export function provenance({ publisher, author, publishedAt }: SourceSummary, language: Language): string[] {
  return [publisher, author, publishedAt && dayIn(publishedAt, language)].flatMap((part) =>
    part?.trim() ? [clipName(part, MAX_NAME)] : [],
  );
}

/** The day of an ISO 8601 date in the language's format; the input if it is not a date. */
export function dayIn(iso: string, language: Language): string {
  const day = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return iso;
  const style = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  return day.toLocaleDateString(LOCALES[language], style);
}
