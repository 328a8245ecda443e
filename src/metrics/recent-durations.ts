import { quantile } from '../runtime/quantile.js';
import { Recent } from './recent.js';

/** Number of durations kept. */
const REMEMBERED = 500;
/** Upper bounds of histogram buckets, in milliseconds. A last bucket holds everything above. */
export const STEPS = [50, 100, 200, 500, 1_000, 2_000, 5_000] as const;

export interface Durations {
  readonly count: number;
  /** Milliseconds. */
  readonly median: number;
  /** The 99th percentile. */
  readonly slowest: number;
  /** Count for each bucket; the last one is for everything above. */
  readonly histogram: readonly number[];
}

/** Exact durations of recent work. A Prometheus histogram only has buckets, filled since the start. */
export class RecentDurations {
  readonly #milliseconds = new Recent<number>(REMEMBERED);

  add(milliseconds: number): void {
    this.#milliseconds.add(milliseconds);
  }

  /** Undefined if there are none. */
  get summary(): Durations | undefined {
    const all = this.#milliseconds.all();
    if (all.length === 0) return undefined;
    const histogram = [...STEPS, Number.POSITIVE_INFINITY].map(
      (end, at) => all.filter((each) => each <= end && each > (STEPS[at - 1] ?? -1)).length,
    );
    const at = (share: number) => Math.round(quantile(all, share, 'lower'));
    return { count: all.length, median: at(0.5), slowest: at(0.99), histogram };
  }
}
