import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { quantile } from '../../../src/runtime/quantile.js';
import type { Footprint } from '../bot-process.js';
import type { Tally } from '../ledger.js';

/** One line of the table: a minute, or a sixth of the run if that is less. */
export interface Row extends Tally {
  readonly minutes: number;
  readonly footprint: Footprint | undefined;
  /** Bytes of the state database with its log, and of the index folder. */
  readonly state: number;
  readonly index: number;
  /** The 99th percentile of acknowledgements since the previous row, in milliseconds. */
  readonly acknowledged: number;
  readonly reindexes: number;
  readonly troubles: number;
}

/** Makes a row at the end of each period, until the time is over or the bot has ended; calls `onRow` with each. */
export async function tabulate(
  minutes: number,
  isRunning: () => boolean,
  row: (minutes: number) => Promise<Row>,
  onRow: (row: Row) => void,
): Promise<Row[]> {
  const period = Math.min(60_000, minutes * 10_000);
  const rows: Row[] = [];
  const start = Date.now();
  while (rows.length * period < minutes * 60_000 - 1 && isRunning()) {
    await sleep(Math.max(0, start + (rows.length + 1) * period - Date.now()));
    const next = await row(((rows.length + 1) * period) / 60_000);
    rows.push(next);
    onRow(next);
  }
  return rows;
}

/**
 * The medians and, for memory, the lower quartile: an index run doubles the memory while it lasts, and JavaScript lets garbage
 * accumulate before it is collected.
 */
export function middle(samples: readonly Footprint[]): Footprint | undefined {
  if (samples.length === 0) return undefined;
  const of = (what: keyof Footprint, share: number) => {
    return quantile(
      samples.map((each) => each[what]),
      share,
    );
  };
  return { memory: of('memory', 0.25), files: of('files', 0.5), threads: of('threads', 0.5) };
}

/** Bytes of the files in a folder and its subfolders whose relative path matches. */
export async function sizeOf(folder: string, among: RegExp): Promise<number> {
  const files = await readdir(folder, { recursive: true });
  const sizes = files
    .filter((file) => among.test(file))
    // A generation may be removed meanwhile.
    .map((file) =>
      stat(path.join(folder, file)).then(
        (each) => (each.isFile() ? each.size : 0),
        () => 0,
      ),
    );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
