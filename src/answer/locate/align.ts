import { diffArrays } from 'diff';
import { type Word, weightOf } from './words.js';

/** Half-open range of positions in a list of words. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** What differs between words that were given and those of a range of an article's, as positions in each list. */
export interface Difference {
  readonly range: Range;
  /** Given, and not in the article. */
  readonly missing: ReadonlySet<number>;
  /** In the article, and not given. */
  readonly extra: ReadonlySet<number>;
  /** Share of the words that agree, 0 to 1, of the longer of the two; the same by weight, so that small words don't make it. */
  readonly agreement: number;
}

/** Where the words stand one after the other among others; undefined where they don't. */
export function exactRange(given: readonly Word[], words: readonly Word[]): Range | undefined {
  for (let from = 0; from + given.length <= words.length; from++) {
    if (given.every(({ key }, at) => words[from + at]?.key === key)) return { from, to: from + given.length };
  }
  return undefined;
}

/** How the given words differ from the stretch of an article's words that is most like them; undefined where nothing is. */
export function nearestRange(given: readonly Word[], words: readonly Word[]): Difference | undefined {
  const core = localAlignment(given, words);
  if (!core) return undefined;
  // Words at either end that agree with nothing stand for as many of the article's.
  const range = {
    from: Math.max(0, core.to.from - core.given.from),
    to: Math.min(words.length, core.to.to + given.length - core.given.to),
  };
  return difference(given, words, range);
}

function difference(given: readonly Word[], words: readonly Word[], { from, to }: Range): Difference {
  const missing = new Set<number>();
  const extra = new Set<number>();
  let [ours, theirs] = [0, from];
  for (const { count, added, removed } of diffArrays(keys(given), keys(words.slice(from, to)))) {
    for (let step = 0; step < count; step++) {
      if (removed) missing.add(ours);
      if (added) extra.add(theirs);
      if (!added) ours++;
      if (!removed) theirs++;
    }
  }
  // What was only let in at the ends to stand for something, and doesn't, is not part of it.
  let [first, last] = [from, to];
  while (first < last && extra.has(first) && !missing.has(0)) extra.delete(first++);
  while (last > first && extra.has(last - 1) && !missing.has(given.length - 1)) extra.delete(--last);
  const weight = (list: readonly Word[], left: (at: number) => boolean) =>
    list.reduce((sum, word, at) => sum + (left(at) ? weightOf(word) : 0), 0);
  const common = weight(given, (at) => !missing.has(at));
  const whole = Math.max(
    weight(given, () => true),
    weight(words.slice(first, last), () => true),
  );
  const byCount = (given.length - missing.size) / Math.max(given.length, last - first);
  return { range: { from: first, to: last }, missing, extra, agreement: Math.min(byCount, common / whole) };
}

/** Smith and Waterman's local alignment over words (1981), one row of scores at a time, each with where it began. */
function localAlignment(
  given: readonly Word[],
  words: readonly Word[],
): { readonly given: Range; readonly to: Range } | undefined {
  let above = { score: new Int32Array(words.length + 1), start: new Int32Array(words.length + 1) };
  let best = { score: 0, given: { from: 0, to: 0 }, to: { from: 0, to: 0 } };
  const width = words.length + 1;
  for (let row = 1; row <= given.length; row++) {
    const own = { score: new Int32Array(width), start: new Int32Array(width) };
    const word = given[row - 1] as Word;
    const gain = weightOf(word);
    for (let column = 1; column <= words.length; column++) {
      const isSame = words[column - 1]?.key === word.key;
      const diagonal = (above.score[column - 1] ?? 0) + (isSame ? gain : -1);
      const up = (above.score[column] ?? 0) - 1;
      const left = (own.score[column - 1] ?? 0) - 1;
      const score = Math.max(diagonal, up, left);
      if (score <= 0) continue;
      const begun =
        score === diagonal ? above.start[column - 1] : score === up ? above.start[column] : own.start[column - 1];
      const isNew = score === diagonal && above.score[column - 1] === 0;
      own.score[column] = score;
      own.start[column] = isNew ? (row - 1) * width + column - 1 : (begun ?? 0);
      if (score > best.score) {
        const start = own.start[column] ?? 0;
        best = {
          score,
          given: { from: Math.floor(start / width), to: row },
          to: { from: start % width, to: column },
        };
      }
    }
    above = own;
  }
  return best.score > 0 ? best : undefined;
}

function keys(words: readonly Word[]): string[] {
  return words.map(({ key }) => key);
}
