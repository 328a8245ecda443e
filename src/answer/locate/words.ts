import type { Span } from '../../article/model/article.js';

/** A word with its position and the key it is compared by. */
export interface Word extends Span {
  readonly key: string;
}

/** Scripts written without spaces between words: each character counts as a word. */
const UNSPACED = ['Han', 'Hiragana', 'Katakana', 'Thai', 'Lao', 'Khmer', 'Myanmar']
  .map((script) => `\\p{Script=${script}}`)
  .join('');
const SPACED = `[[\\p{L}\\p{N}\\p{M}]--[${UNSPACED}]](?:\\u00AD*[[\\p{L}\\p{N}\\p{M}]--[${UNSPACED}]])*`;
/**
 * A currency, percent or degree sign; a minus before a figure; a character of an unspaced script; otherwise letters, digits and
 * accents, with apostrophes, points, commas and soft hyphens inside. Hyphens separate words, so that all dashes are equivalent.
 */
const WORD = new RegExp(
  [
    `\\p{Sc}|[%‰°]`,
    `(?<![\\p{L}\\p{N}])[\\-−–](?=\\p{Sc}?\\p{N})`,
    `[${UNSPACED}]`,
    `${SPACED}(?:['’.,]${SPACED})*`,
  ].join('|'),
  'gv',
);

/** The words of a part of a text, with offsets into the whole text. */
export function wordsIn(text: string, { start, end }: Span = { start: 0, end: text.length }): Word[] {
  return Array.from(text.slice(start, end).matchAll(WORD), ({ index, 0: word }) => ({
    start: start + index,
    end: start + index + word.length,
    key: keyOf(word),
  }));
}

/** Weight of a word in any language: 2 for content words, 1 for short words, which are mostly function words. */
export function weightOf({ key }: Word): 1 | 2 {
  return key.length > 3 || /\p{N}/u.test(key) ? 2 : 1;
}

/** The chosen words as spans; adjacent words become one span. */
export function joined(words: readonly Word[], chosen: ReadonlySet<number>): Span[] {
  const spans: Span[] = [];
  let last = -2;
  for (const [at, word] of words.entries()) {
    if (!chosen.has(at)) continue;
    if (last === at - 1) spans.push({ start: spans.pop()?.start ?? word.start, end: word.end });
    else spans.push({ start: word.start, end: word.end });
    last = at;
  }
  return spans;
}

function keyOf(word: string): string {
  return word.replaceAll('\u00AD', '').normalize('NFKC').toLowerCase().replace(/[−–]/gu, '-').replace(/[’‘ʼ]/gu, "'");
}
