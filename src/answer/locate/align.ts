import type * as Diff from 'diff';
import { onFirstUse } from '../../runtime/on-first-use.js';
import { type Word, weightOf } from './words.js';

const diff = onFirstUse<typeof Diff>('diff');

/** Half-open range of positions in a list of words. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** How a list of given words differs from a range of an article's words, as positions in each list. */
export interface Difference {
  readonly range: Range;
  /** Given words that the article does not have. */
  readonly missing: ReadonlySet<number>;
  /** Words of the article that were not given. */
  readonly extra: ReadonlySet<number>;
  /** Share of the longer side's words that agree, 0 to 1: by count or by weight, whichever is lower. */
  readonly agreement: number;
}

/** Minimum alignment score, as a share of the given words' weight; below it a closer comparison is not worthwhile. */
const MIN_SCORE = 0.25;

/** Where the given words occur consecutively; undefined if they don't. */
export function exactRange(given: readonly Word[], words: readonly Word[]): Range | undefined {
  for (let from = 0; from + given.length <= words.length; from++) {
    if (given.every(({ key }, at) => words[from + at]?.key === key)) return { from, to: from + given.length };
  }
  return undefined;
}

/** How the given words differ from the most similar range of an article's words; undefined if nothing is similar. */
export function nearestRange(given: readonly Word[], words: readonly Word[]): Difference | undefined {
  const core = localAlignment(given, words);
  if (!core || core.score < MIN_SCORE * weigh(given)) return undefined;
  // Unmatched words at either end correspond to as many of the article's words.
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
  for (const { count, added, removed } of diff().diffArrays(keys(given), keys(words.slice(from, to)))) {
    for (let step = 0; step < count; step++) {
      if (removed) missing.add(ours);
      if (added) extra.add(theirs);
      if (!added) ours++;
      if (!removed) theirs++;
    }
  }
  // Extra words at either end that match nothing are not part of the range.
  let [first, last] = [from, to];
  while (first < last && extra.has(first) && !missing.has(0)) extra.delete(first++);
  while (last > first && extra.has(last - 1) && !missing.has(given.length - 1)) extra.delete(--last);
  const common = weigh(given.filter((_, at) => !missing.has(at)));
  const longer = Math.max(weigh(given), weigh(words.slice(first, last)));
  const byCount = (given.length - missing.size) / Math.max(given.length, last - first);
  return { range: { from: first, to: last }, missing, extra, agreement: Math.min(byCount, common / longer) };
}

/** Local alignment of words (Smith and Waterman 1981), one row of scores at a time; each cell also records where it began. */
function localAlignment(
  given: readonly Word[],
  words: readonly Word[],
): { readonly score: number; readonly given: Range; readonly to: Range } | undefined {
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

function weigh(words: readonly Word[]): number {
  return words.reduce((sum, word) => sum + weightOf(word), 0);
}

function keys(words: readonly Word[]): string[] {
  return words.map(({ key }) => key);
}
