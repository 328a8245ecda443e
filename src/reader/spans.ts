import type { Span } from '../article/model/article.js';
import type { Window, WindowSentence } from './windows.js';

/** Longest span that can be an answer, in tokens. */
const LONGEST_ANSWER = 30;

const WORD = /[\p{L}\p{N}\p{M}]/u;

/** The span of a sentence with the highest sum of start and end logits, as offsets into the passage's text. */
export function bestSpan(
  text: string,
  window: Window,
  sentence: WindowSentence,
  starts: Float32Array,
  ends: Float32Array,
): Span & { score: number } {
  let [from, to, score] = [sentence.from, sentence.from, Number.NEGATIVE_INFINITY];
  for (let first = sentence.from; first < sentence.to; first++) {
    for (let last = first; last < Math.min(first + LONGEST_ANSWER, sentence.to); last++) {
      const sum = (starts[first] ?? 0) + (ends[last] ?? 0);
      if (sum > score) [from, to, score] = [first, last, sum];
    }
  }
  const whole = { start: window.spans[sentence.from]?.start ?? 0, end: window.spans[sentence.to - 1]?.end ?? 0 };
  const found = { start: window.spans[from]?.start ?? 0, end: window.spans[to]?.end ?? 0 };
  return { ...toWords(text, found, whole), score };
}

/** Extends a span that starts or ends inside a word to the whole word, within `bounds`. */
function toWords(text: string, { start, end }: Span, bounds: Span): Span {
  const inWord = (at: number) => WORD.test(letterBefore(text, at)) && WORD.test(letterAt(text, at));
  while (start > bounds.start && inWord(start)) start -= letterBefore(text, start).length;
  while (end < bounds.end && inWord(end)) end += letterAt(text, end).length;
  return { start, end };
}

const letterAt = (text: string, at: number) => String.fromCodePoint(text.codePointAt(at) ?? 0);

function letterBefore(text: string, at: number): string {
  const pair = text.slice(Math.max(0, at - 2), at);
  return [...pair].at(-1) ?? '';
}
