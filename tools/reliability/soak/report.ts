import type { Row } from './rows.js';

const MB = 1_000_000;
/** The most reasons that are shown, and the most characters of each. */
const MOST_SHOWN = 40;
const LONGEST_SHOWN = 400;

export const HEAD =
  'minute  asked answered refused  reindexes troubles  ack p99    memory  files threads   state   index';

/** A row of the table. */
export function renderRow({ footprint, ...row }: Row): string {
  const cells: readonly (readonly [string, number])[] = [
    [row.minutes.toFixed(1), 6],
    [String(row.asked), 7],
    [String(row.answered), 9],
    [String(row.refused), 8],
    [String(row.reindexes), 11],
    [String(row.troubles), 9],
    [`${row.acknowledged} ms`, 9],
    [`${((footprint?.memory ?? Number.NaN) / MB).toFixed(0)} MB`, 10],
    [String(footprint?.files ?? '?'), 7],
    [String(footprint?.threads ?? '?'), 8],
    [`${(row.state / MB).toFixed(1)} MB`, 8],
    [`${(row.index / MB).toFixed(1)} MB`, 8],
  ];
  return cells.map(([text, width]) => text.padStart(width)).join('');
}

/** Whether the run passed, or the reasons why not, as found by `verdict`. */
export function renderVerdict(broken: readonly string[]): string {
  if (broken.length === 0) return 'passed: nothing lost, nothing twice, no fault in the log';
  const reasons = [...new Set(broken)].slice(0, MOST_SHOWN).map((each) => `  - ${each.slice(0, LONGEST_SHOWN)}`);
  return [`failed, for ${broken.length} reasons:`, ...reasons].join('\n');
}
