import { quantile } from '../../../src/runtime/quantile.js';
import type { TimedIndex } from '../measuring/time-at-scale.js';
import type { Times } from '../measuring/timing.js';

const ROWS: readonly (readonly [string, (times: Times) => number])[] = [
  ['embedding the question', ({ embedding }) => embedding],
  ['HNSW', ({ byMeaning }) => byMeaning],
  ['BM25 over passages', ({ byPassageWords }) => byPassageWords],
  ['BM25 over sentences', ({ bySentenceWords }) => bySentenceWords],
  ['retrieval, whole', ({ retrieval }) => retrieval],
  ['answer without the reader', ({ withoutReader }) => withoutReader],
  ['… more than retrieval', ({ withoutReader, retrieval }) => withoutReader - retrieval],
  ['answer with the reader', ({ withReader }) => withReader],
  ['… more than retrieval', ({ withReader, retrieval }) => withReader - retrieval],
];

/** The time of each step of a question over each index, as a Markdown table. */
export function scaleTable(indexes: readonly TimedIndex[]): string {
  const sizes = indexes.map(({ passages }) => passages.toLocaleString('en'));
  const head = ['ms a question', ...sizes.flatMap((size) => [`${size} passages, median`, '90th percentile'])];
  const rows = ROWS.map(([name, value]) => [
    name,
    ...indexes.flatMap(({ times }) => [0.5, 0.9].map((share) => quantile(times.map(value), share).toFixed(1))),
  ]);
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}
