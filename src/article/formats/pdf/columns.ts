import { median } from '../../../runtime/quantile.js';
import type { Column, Run } from './page.js';
import { lineOf, type Row, rowsOf } from './rows.js';

/** Minimum width of the white strip between columns, relative to the text size. */
const GUTTER = 0.9;
/** Maximum share of rows that may cross the strip, such as headlines and captions of wide pictures. */
const CROSSED = 0.3;
/** Minimums for a column of prose, unlike a table's: rows, letters per row, how full its rows are, share of the width. */
const LEAST = { rows: 4, letters: 12, filled: 0.6, share: 0.15 } as const;

/**
 * The columns of part of a page in reading order: from left to right, between rows that cross all of them. Based on the recursive
 * X-Y cuts of Nagy and Seth (1984), but cuts vertically wherever possible, because columns have gaps at the same height.
 */
export function columnsOf(runs: readonly Run[]): Column[] {
  const rows = rowsOf(runs);
  const strip = rows.length >= LEAST.rows ? gutterOf(rows) : undefined;
  if (strip === undefined) return rows.length > 0 ? [columnOf(rows)] : [];
  const columns: Column[] = [];
  let beside: Run[] = [];
  let across: Row[] = [];
  const flush = () => {
    columns.push(...columnsOf(beside.filter((run) => run.x < strip)));
    columns.push(...columnsOf(beside.filter((run) => run.x >= strip)));
    beside = [];
  };
  for (const row of rows) {
    if (row.some((run) => crosses(run, strip))) {
      if (beside.length > 0) flush();
      across.push(row);
      continue;
    }
    if (across.length > 0) columns.push(columnOf(across));
    across = [];
    beside.push(...row);
  }
  if (across.length > 0) columns.push(columnOf(across));
  if (beside.length > 0) flush();
  return columns;
}

function columnOf(rows: readonly Row[]): Column {
  const lines = rows.map(lineOf).filter(({ text }) => text !== '');
  return {
    lines,
    left: Math.min(...lines.map(({ left }) => left)),
    right: Math.max(...lines.map(({ right }) => right)),
  };
}

function crosses(run: Run, x: number): boolean {
  return run.x < x - 1 && run.x + run.width > x + 1;
}

/** The middle of the white strip that separates two columns; undefined if there is none. */
function gutterOf(rows: readonly Row[]): number | undefined {
  const runs = rows.flat();
  const [from, to] = [Math.min(...runs.map(({ x }) => x)), Math.max(...runs.map(({ x, width }) => x + width))];
  const size = median(runs.map((run) => run.size));
  const covered = new Uint32Array(Math.max(0, Math.ceil(to - from)) + 1);
  for (const row of rows) {
    for (const { x, width } of row) {
      for (let at = Math.floor(x - from); at < Math.ceil(x + width - from); at++) covered[at] = (covered[at] ?? 0) + 1;
    }
  }
  let best: { middle: number; width: number; crossed: number } | undefined;
  const most = CROSSED * rows.length;
  for (let at = 0; at < covered.length; at++) {
    if ((covered[at] ?? 0) > most) continue;
    let end = at;
    while (end < covered.length && (covered[end] ?? 0) <= most) end++;
    const strip = { middle: from + (at + end) / 2, width: end - at, crossed: Math.max(...covered.slice(at, end)) };
    const isWide = strip.width >= GUTTER * size;
    if (isWide && strip.width > (best?.width ?? 0) && areColumns(rows, strip.middle, to - from)) best = strip;
    at = end;
  }
  return best?.middle;
}

/** Whether both sides of a strip look like columns of prose. */
function areColumns(rows: readonly Row[], x: number, whole: number): boolean {
  const within = rows.filter((row) => !row.some((run) => crosses(run, x)));
  return [
    within.map((row) => row.filter((run) => run.x < x)),
    within.map((row) => row.filter((run) => run.x >= x)),
  ].every((side) => {
    const lines = side.filter((row) => row.length > 0).map(lineOf);
    if (lines.length < LEAST.rows) return false;
    const width = Math.max(...lines.map(({ right }) => right)) - Math.min(...lines.map(({ left }) => left));
    return (
      width >= LEAST.share * whole &&
      median(lines.map(({ text }) => text.length)) >= LEAST.letters &&
      median(lines.map(({ left, right }) => (right - left) / width)) >= LEAST.filled
    );
  });
}
