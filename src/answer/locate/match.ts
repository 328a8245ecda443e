import type { Article } from '../../article/model/article.js';
import { isQuotable } from '../../article/model/draft.js';
import type { PassageStore } from '../../search/ports.js';
import type { Quote } from '../quoting/answer.js';
import { type Difference, exactRange, nearestRange, type Range } from './align.js';
import type { Match } from './found.js';
import { quoteAround } from './quote.js';
import { type Window, windowsFor } from './windows.js';
import { joined, type Word, wordsIn } from './words.js';

/** Minimum number and share of words that must agree in a near match. */
const MIN_COMMON = 4;
const MIN_AGREEMENT = 0.6;
/** Maximum number of word pairs compared for one text: some tens of milliseconds. The most likely places come first. */
const MAX_COMPARED = 3_000_000;
/** Maximum number of other articles listed with the same words. */
const MAX_ALSO = 3;

/**
 * Where the articles say what was given, word for word, otherwise nearly so.
 * @param numberOf the citation number of an article.
 * @param among ids of the passages to search; all if omitted.
 */
export function matchOf(
  given: string,
  store: PassageStore,
  numberOf: (articleId: string) => number,
  among?: ReadonlySet<number>,
): Match | undefined {
  const words = wordsIn(given);
  const windows = windowsFor(given, words, store, among);
  return exactMatch(given, words, windows, numberOf) ?? nearMatch(given, words, windows, numberOf);
}

function exactMatch(
  given: string,
  words: readonly Word[],
  windows: readonly Window[],
  numberOf: (articleId: string) => number,
): Match | undefined {
  const places = windows.flatMap((window) => {
    const range = exactRange(words, window.words);
    return range ? [{ window, range }] : [];
  });
  const [best, ...others] = places;
  const [first, ...rest] = best ? quotesOf(best.window, best.range, numberOf, 1, () => true) : [];
  if (!best || !first) return undefined;
  const elsewhere = new Map(others.map((place) => [place.window.article.id, place] as const));
  elsewhere.delete(best.window.article.id);
  const also = [...elsewhere.values()].slice(0, MAX_ALSO).flatMap(({ window, range }): Quote[] => {
    const [quote] = quotesOf(window, range, numberOf, 1, () => false);
    return quote ? [quote] : [];
  });
  return { given, exact: true, struck: [], quotes: [{ ...first, ...(also.length > 0 && { also }) }, ...rest] };
}

function nearMatch(
  given: string,
  words: readonly Word[],
  windows: readonly Window[],
  numberOf: (articleId: string) => number,
): Match | undefined {
  let best: { window: Window; difference: Difference } | undefined;
  let left = MAX_COMPARED;
  for (const window of windows) {
    left -= words.length * window.words.length;
    if (left < 0) break;
    const difference = nearestRange(words, window.words);
    if (difference && difference.agreement > (best?.difference.agreement ?? 0)) best = { window, difference };
  }
  if (!best || best.difference.agreement < MIN_AGREEMENT) return undefined;
  const { range, missing, extra, agreement } = best.difference;
  if (words.length - missing.size < MIN_COMMON) return undefined;
  const [first, ...rest] = quotesOf(best.window, range, numberOf, agreement, (at) => extra.has(at));
  return first && { given, exact: false, struck: joined(words, missing), quotes: [first, ...rest] };
}

/** Quotes for a range of a window's words, split where something unquotable lies between them. */
function quotesOf(
  { article, words }: Window,
  { from, to }: Range,
  numberOf: (articleId: string) => number,
  score: number,
  isMarked: (at: number) => boolean,
): Quote[] {
  const starts = [from];
  for (let at = from + 1; at < to; at++) if (partedBefore(article, words, at)) starts.push(at);
  return starts.flatMap((start, index): Quote[] => {
    const end = starts[index + 1] ?? to;
    const [first, last] = [words[start], words[end - 1]];
    if (!first || !last) return [];
    const quote = quoteAround(article, { start: first.start, end: last.end }, numberOf(article.id), score);
    const chosen = Array.from({ length: end - start }, (_, step) => start + step).filter(isMarked);
    const marks = joined(words, new Set(chosen));
    return [{ ...quote, ...(marks.length > 0 && { marks }) }];
  });
}

function partedBefore({ blocks }: Article, words: readonly Word[], at: number): boolean {
  const [before, word] = [words[at - 1], words[at]];
  if (!before || !word) return false;
  return blocks.some(({ kind, start, end }) => !isQuotable(kind) && start >= before.end && end <= word.start);
}
