import type { Line, Run } from './page.js';

/** Runs whose baselines differ by less than this share of their size are on one row. */
const SAME_ROW = 0.45;
/** A gap wider than this share of the size separates words. */
const WORD_GAP = 0.18;
/** A smaller figure raised by this share of the row's size is a note mark or an exponent. */
const RAISED = { by: 0.2, size: 0.85 } as const;

/** Runs on one baseline, from left to right. */
export type Row = readonly Run[];

/** Groups runs of part of a page into rows, from top to bottom. */
export function rowsOf(runs: readonly Run[]): Row[] {
  const rows: Run[][] = [];
  for (const run of [...runs].sort((a, b) => a.y - b.y || a.x - b.x)) {
    // Superscripts and subscripts belong to the row of the larger run next to them.
    const row = rows.slice(-3).findLast((each) => each.some((other) => isBeside(other, run)));
    if (row) row.push(run);
    else rows.push([run]);
  }
  return rows.map((row) => row.sort((a, b) => a.x - b.x)).sort((a, b) => baseline(a) - baseline(b));
}

function isBeside(one: Run, other: Run): boolean {
  return Math.abs(one.y - other.y) < SAME_ROW * Math.max(one.size, other.size);
}

/** The baseline of most of a row's letters. */
function baseline(row: Row): number {
  return largest(row).y;
}

function largest(row: Row): Run {
  return row.reduce((best, run) => (run.text.length * run.size > best.text.length * best.size ? run : best));
}

/** Converts a row of one column to a line, with spaces for gaps. */
export function lineOf(row: Row): Line {
  const { size, y } = largest(row);
  const isRightToLeft = row.filter((run) => run.isRightToLeft).length * 2 > row.length;
  const runs = isRightToLeft ? [...row].reverse() : row;
  let text = '';
  let last: Run | undefined;
  for (const run of runs) {
    const gap = last ? Math.max(run.x - (last.x + last.width), last.x - (run.x + run.width)) : 0;
    const isNote = y - run.y > RAISED.by * size && run.size < RAISED.size * size;
    // "42,400³" must not be read as one number.
    const isApart = gap > WORD_GAP * size || (isNote && /\d$/.test(text) && /^\d/.test(run.text));
    if (last && isApart && !/\s$/.test(text) && !/^\s/.test(run.text)) text += ' ';
    text += run.text;
    last = run;
  }
  const [start, end] = [Math.min(...row.map(({ x }) => x)), Math.max(...row.map(({ x, width }) => x + width))];
  const font = runs.every((run) => run.font === runs[0]?.font) ? runs[0]?.font : undefined;
  return {
    text: text.replace(/\s+/gu, ' ').trim(),
    left: isRightToLeft ? -end : start,
    right: isRightToLeft ? -start : end,
    y,
    size,
    font,
  };
}
