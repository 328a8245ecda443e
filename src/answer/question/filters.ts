import { QuestionError } from '../../runtime/errors.js';
import type { Scope, StoredSummary } from '../../search/ports.js';

/** Longest question, in UTF-16 units: several times what fits into a model's window. */
export const LONGEST_QUESTION = 1000;
/** Maximum number of publishers listed in a message. */
const LISTED = 12;

/** A year, month or day: `2024`, `2024-12`, `2024-12-05`. String order is chronological order. */
type Day = string;

/** Which articles a question may be answered from. */
export interface Filters {
  /** Names of publishers as typed; an article needs to match one of them. */
  readonly publishers: readonly string[];
  /** Published before the first day of each of these. */
  readonly before: readonly Day[];
  /** Published after the last day of each of these. */
  readonly after: readonly Day[];
  /** Exact phrases that the passage must hold. */
  readonly phrases: readonly string[];
}

export const NO_FILTERS: Filters = { publishers: [], before: [], after: [], phrases: [] };

interface Question {
  /** The question without its filters; quoted phrases stay part of it. */
  readonly text: string;
  readonly filters: Filters;
}

const FILTER = /(?<!\S)(from|before|after):(?:["“”]([^"“”]*)["“”]|([^\s"“”]+))[?!.,;]*(?!\S)/giu;
const PHRASE = /(?<![\p{L}\p{N}])(?:"([^"]+)"|“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»)(?![\p{L}\p{N}])/gu;

/** The question without its `from:`, `before:` and `after:` filters, and those filters as typed. */
export function withoutFilters(raw: string): { text: string; filters: string[] } {
  const text = raw.replace(FILTER, '').replace(/\s+/gu, ' ').trim();
  return { text, filters: raw.match(FILTER) ?? [] };
}

/**
 * Parses a question: collapses white space and extracts `from:`, `before:` and `after:` filters.
 * @throws QuestionError when no words are left, the question is too long, or a filter's date is invalid.
 */
export function parseQuestion(raw: string): Question {
  const whole = raw.replace(/\s+/gu, ' ').trim();
  if (whole.length > LONGEST_QUESTION) {
    throw new QuestionError(
      `That question has ${whole.length} characters; I can take up to ${LONGEST_QUESTION}. Ask it shorter.`,
      'questionTooLong',
      { length: whole.length, most: LONGEST_QUESTION },
    );
  }
  const publishers: string[] = [];
  const before: Day[] = [];
  const after: Day[] = [];
  const text = whole
    .replace(FILTER, (_, name: string, quoted?: string, bare?: string) => {
      const value = (quoted ?? bare ?? '').replace(/[?!.,;]+$/u, '').trim();
      if (/^from$/i.test(name)) publishers.push(value);
      else (/^before$/i.test(name) ? before : after).push(dayOf(name.toLowerCase(), value));
      return '';
    })
    .replace(/\s+/gu, ' ')
    .trim();
  if (!/[\p{L}\p{N}]/u.test(text))
    throw new QuestionError('Ask a question in words, and I look for it in the articles.', 'questionWordless');
  const phrases = [...text.matchAll(PHRASE)]
    .map(([, ...parts]) => (parts.find((part) => part !== undefined) ?? '').trim())
    .filter((phrase) => /[\p{L}\p{N}]/u.test(phrase));
  return { text, filters: { publishers, before, after, phrases } };
}

/**
 * The scope that the filters leave of the articles that `among` allows; undefined when that is everything.
 * Articles without a date match neither `before:` nor `after:`.
 * @throws QuestionError when no article is from one of the publishers; the message lists those that exist.
 */
export function scopeOf(
  filters: Filters,
  summaries: () => readonly StoredSummary[],
  among?: (article: StoredSummary) => boolean,
): Scope | undefined {
  const { publishers, before, after, phrases } = filters;
  if (publishers.length + before.length + after.length === 0 && !among)
    return phrases.length > 0 ? { phrases } : undefined;
  const all = among ? summaries().filter(among) : summaries();
  const wanted = new Set(publishers.flatMap((typed) => publishersCalled(typed, all)));
  const allowed = all.filter(({ meta: { publisher, publishedAt } }) => {
    const day = publishedAt?.slice(0, 10);
    const inTime = (limits: readonly Day[], test: (day: Day, limit: Day) => boolean) =>
      limits.every((limit) => day !== undefined && test(day, limit));
    return (
      (publishers.length === 0 || (publisher !== undefined && wanted.has(publisher))) &&
      inTime(before, (published, limit) => published < limit) &&
      inTime(after, (published, limit) => published.slice(0, limit.length) > limit)
    );
  });
  return { articles: allowed.map(({ id }) => id), phrases };
}

/** Publishers with exactly this name; otherwise those whose names contain these words. */
function publishersCalled(typed: string, summaries: readonly StoredSummary[]): string[] {
  const names = [...new Set(summaries.flatMap(({ meta }) => meta.publisher ?? []))].sort();
  const wanted = words(typed);
  const exact = names.filter((name) => words(name) === wanted);
  if (exact.length > 0) return exact;
  const holding = wanted ? names.filter((name) => ` ${words(name)} `.includes(` ${wanted} `)) : [];
  if (holding.length > 0) return holding;
  if (names.length === 0) {
    throw new QuestionError(
      `No article is from “${typed}”. None of the articles names a publisher.`,
      'publishersNone',
      { typed },
    );
  }
  const listed = names.slice(0, LISTED).join(', ');
  const more = names.length > LISTED ? ` and ${names.length - LISTED} more` : '';
  throw new QuestionError(
    `No article is from “${typed}”. There are articles from: ${listed}${more}.`,
    'publisherUnknown',
    { typed, publishers: more ? `${listed}, …` : listed },
  );
}

function dayOf(name: string, value: string): Day {
  const [, year = '', month = '01', day = '01'] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(value) ?? [];
  const date = new Date(`${year}-${month}-${day}T00:00Z`);
  if (year && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`)) return value;
  throw new QuestionError(
    `“${name}:${value}” needs a date: a year, a month or a day, such as ${name}:2024, ${name}:2024-12 or ${name}:2024-12-05.`,
    'dateUnclear',
    { name, value },
  );
}

function words(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
