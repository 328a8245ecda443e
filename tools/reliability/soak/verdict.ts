import type { Row } from './rows.js';
import type { SoakReport } from './soak.js';

/** Allowed growth from a sixth of the run (the tenth minute of an hour) to its end. */
interface Bounds {
  /** Percent of resident memory. */
  readonly memory: number;
  /** File descriptors, and threads. */
  readonly files: number;
  readonly threads: number;
  /** Bytes of the state database for each request, besides an initial allowance. */
  readonly state: number;
}

const STATE_TO_BEGIN_WITH = 6_000_000;

/** The promises that a run did not keep; none when all is well. */
export function verdict({ rows, problems }: SoakReport, bounds: Bounds): string[] {
  const [settled, last] = [rows[Math.max(0, Math.ceil(rows.length / 6) - 1)], rows.at(-1)];
  if (!settled || !last) return [...problems, 'the run was too short to measure anything'];
  const grown = growth(rows);
  const bytes = (last.state - STATE_TO_BEGIN_WITH) / Math.max(1, last.asked);
  const broken: (readonly [boolean, string])[] = [
    [grown > bounds.memory, `memory grew by ${grown.toFixed(1)} %, more than ${bounds.memory} %`],
    [more(settled, last, 'files') > bounds.files, `${more(settled, last, 'files')} more files are open`],
    [more(settled, last, 'threads') > bounds.threads, `${more(settled, last, 'threads')} more threads run`],
    [bytes > bounds.state, `the state database grew by ${Math.round(bytes)} bytes for each request`],
    [last.answered === 0, 'nothing was answered'],
  ];
  return [...problems, ...broken.filter(([is]) => is).map(([, what]) => what)];
}

/** The percentage by which memory grew from a sixth of the run to its end, averaged over three rows each. */
export function growth(rows: readonly Row[]): number {
  const at = Math.max(0, Math.ceil(rows.length / 6) - 1);
  return 100 * (meanMemory(rows.slice(-3)) / meanMemory(rows.slice(at, at + 3)) - 1);
}

function meanMemory(rows: readonly Row[]): number {
  return rows.reduce((sum, { footprint }) => sum + (footprint?.memory ?? 0), 0) / Math.max(1, rows.length);
}

function more(one: Row, other: Row, what: 'files' | 'threads'): number {
  return (other.footprint?.[what] ?? 0) - (one.footprint?.[what] ?? 0);
}
