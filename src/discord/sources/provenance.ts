import type { SourceSummary } from '../../app/verbatim.js';
import type { Language, Words } from '../../i18n/words.js';
import { clipName } from '../components/clip.js';

const MAX_NAME = 80;

/** The language that the bot speaks, and its words in it. */
export interface Speech {
  readonly t: Words;
  readonly language: Language;
}

/** How dates and names of languages are written. */
export const LOCALES = { en: 'en-GB', uk: 'uk', ko: 'ko', de: 'de' } as const satisfies Record<Language, string>;

/** Publisher, author and date, as far as they are known. */
export function provenance({ publisher, author, publishedAt }: SourceSummary, language: Language): string[] {
  return [publisher, author, publishedAt && dayIn(publishedAt, language)].flatMap((part) =>
    part?.trim() ? [clipName(part, MAX_NAME)] : [],
  );
}

/** The day of an ISO 8601 date as people write it; the input where it is no date. */
export function dayIn(iso: string, language: Language): string {
  const day = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return iso;
  const style = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  return day.toLocaleDateString(LOCALES[language], style);
}
