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
    const sorted = [...this.#milliseconds.all()].sort((one, other) => one - other);
    if (sorted.length === 0) return undefined;
    const histogram = [...STEPS, Number.POSITIVE_INFINITY].map(
      (end, at) => sorted.filter((each) => each <= end && each > (STEPS[at - 1] ?? -1)).length,
    );
    return { count: sorted.length, median: quantile(sorted, 0.5), slowest: quantile(sorted, 0.99), histogram };
  }
}

/** Nearest rank. */
function quantile(sorted: readonly number[], share: number): number {
  return Math.round(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0);
}
