import type { Draft } from '../model/draft.js';
import { isoDate } from './dates.js';

interface Byline {
  readonly publishedAt?: string | undefined;
  readonly author?: string | undefined;
  readonly publisher?: string | undefined;
}

/** Bylines are among the first or last blocks. */
const HEAD = 8;
const TAIL = 4;
/** This many lines with only a date are headings of a chronicle. */
const CHRONICLE = 3;
const MAX_LENGTH = 120;

const DATE_LABEL = /^(?:first |last )?(?:published|posted|updated|modified|date|created)(?: on| at)?\s*:?\s+/i;
const BY =
  /^(?:By|BY|by|Written by|Reporting by|Author:|Authors:)\s+(\p{Lu}[\p{L}\p{M}.'’-]*(?:,? (?:\p{Lu}[\p{L}\p{M}.'’-]*|and|&|de|del|di|da|van|von|der|bin|al)){1,7})$/u;
const FROM = /^(?:Source|Publisher|Published by|Originally published (?:by|in|at|on))\s*:?\s+(\p{Lu}[^.!?:]{1,60})$/u;
const READING_TIME = /^\d{1,3}[ -]min(?:ute)?s?(?: read)?$/i;
const RIGHTS =
  /^(?:©|\([cC]\)|Copyright)\s*(?:©|\([cC]\))?\s*\d{4}(?:\s?[–-]\s?\d{4})?,?\s+(?:by )?(\p{Lu}[^.|,;:!?]{1,60}?)(?:\s*[.|,;]|\s+All rights|$)/u;
const DATELINE = /^\p{Lu}[\p{Lu}\p{M} .,'’/-]{2,40}(?:, [^()]{3,20})? \((\p{Lu}[^()]{1,40})\) ?[–—-]/u;
const SEPARATORS = /\s+[|•·—–]\s+|\s*[|•·]\s*/;

/** Marks lines that consist only of a date, author, source or reading time, and returns their content. */
export function markBylines(blocks: Draft[]): Byline {
  const near = blocks.filter((_, at) => at < HEAD || at >= blocks.length - TAIL);
  const found: Byline[] = [];
  const bareDates = near.filter(({ words }) => isoDate(words)).length;
  for (const block of near) {
    const rights = RIGHTS.exec(block.words) ?? DATELINE.exec(block.words.slice(0, MAX_LENGTH));
    if (rights) found.push({ publisher: rights[1]?.trim() });
    if (block.kind !== 'paragraph' && block.kind !== 'heading') continue;
    const byline = bylineOf(block.words);
    if (!byline || (bareDates >= CHRONICLE && isoDate(block.words))) continue;
    block.kind = 'byline';
    found.push(byline);
  }
  return {
    publishedAt: found.find((byline) => byline.publishedAt)?.publishedAt,
    author: found.find((byline) => byline.author)?.author,
    publisher: found.find((byline) => byline.publisher)?.publisher,
  };
}

function bylineOf(words: string): Byline | undefined {
  if (words.length > MAX_LENGTH) return undefined;
  const whole = partOf(words);
  if (whole) return whole;
  const parts = words.split(SEPARATORS).flatMap((part) => (part ? [partOf(part)] : []));
  if (parts.length < 2 || parts.includes(undefined)) return undefined;
  return Object.assign({}, ...parts.reverse());
}

function partOf(raw: string): Byline | undefined {
  const text = raw.trim();
  if (READING_TIME.test(text)) return {};
  const publisher = FROM.exec(text)?.[1];
  if (publisher) return { publisher };
  const publishedAt = isoDate(text.replace(DATE_LABEL, ''));
  if (publishedAt) return { publishedAt };
  const author = BY.exec(text)?.[1];
  if (author) return { author };
  const dated = /^(.{5,60}?),? (?:on )?((?:\S+ ){0,1}\S+,? \d{1,2},? \d{4}|\d{1,2} \S+ \d{4})$/.exec(text);
  const dateAfter = dated?.[2] && isoDate(dated[2]);
  const authorBefore = dated?.[1] && BY.exec(dated[1])?.[1];
  return dateAfter && authorBefore ? { publishedAt: dateAfter, author: authorBefore } : undefined;
}
