import { quantile } from '../runtime/quantile.js';
import { Recent } from './recent.js';

/** Durations that are remembered. */
const REMEMBERED = 500;
/** Upper ends of the histogram's steps, in milliseconds; one more is for all above. */
export const STEPS = [50, 100, 200, 500, 1_000, 2_000, 5_000] as const;

export interface Durations {
  readonly count: number;
  /** Milliseconds. */
  readonly median: number;
  /** The 99th percentile. */
  readonly slowest: number;
  /** How many lie in each step, those above the last at the end. */
  readonly histogram: readonly number[];
}

/** How long the last pieces of some work took, exactly; a Prometheus histogram knows only steps, and all since the start. */
export class RecentDurations {
  readonly #milliseconds = new Recent<number>(REMEMBERED);

  add(milliseconds: number): void {
    this.#milliseconds.add(milliseconds);
  }

  /** Undefined when there was none. */
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
