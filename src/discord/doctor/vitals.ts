import type { Askable, Verbatim } from '../../verbatim.js';
import { Recent } from './recent.js';

/** Answers whose duration is remembered. */
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

/** What is measured of this process while it runs. */
export class Vitals {
  readonly since = new Date();
  readonly #answers = new Recent<number>(REMEMBERED);
  #limited = 0;
  #late = 0;
  #limitedLast: Date | undefined;

  answered(milliseconds: number): void {
    this.#answers.add(milliseconds);
  }

  /** An interaction reached the bot when Discord no longer took an acknowledgement of it. */
  cameTooLate(): void {
    this.#late += 1;
  }

  get late(): number {
    return this.#late;
  }

  rateLimited(): void {
    this.#limited += 1;
    this.#limitedLast = new Date();
  }

  /** How often Discord asked the bot to wait. */
  get rateLimits(): { readonly count: number; readonly last: Date } | undefined {
    return this.#limitedLast && { count: this.#limited, last: this.#limitedLast };
  }

  /** Of the last answers; undefined when there was none. */
  get answers(): Durations | undefined {
    const sorted = [...this.#answers.all()].sort((one, other) => one - other);
    if (sorted.length === 0) return undefined;
    const histogram = [...STEPS, Number.POSITIVE_INFINITY].map(
      (end, at) => sorted.filter((each) => each <= end && each > (STEPS[at - 1] ?? -1)).length,
    );
    return { count: sorted.length, median: quantile(sorted, 0.5), slowest: quantile(sorted, 0.99), histogram };
  }
}

/** The same articles; how long answering takes is told to `vitals`. */
export function timed(verbatim: Verbatim, vitals: Vitals): Verbatim {
  const timing = (articles: Askable): Pick<Askable, 'ask'> => ({
    async ask(...given) {
      const started = performance.now();
      const answer = await articles.ask(...given);
      vitals.answered(performance.now() - started);
      return answer;
    },
  });
  const limited = new WeakMap<Askable, Askable>();
  return {
    ...verbatim,
    ...timing(verbatim),
    within(collections) {
      const articles = verbatim.within(collections);
      const known = limited.get(articles) ?? { ...articles, ...timing(articles) };
      limited.set(articles, known);
      return known;
    },
  };
}

/** Nearest rank. */
function quantile(sorted: readonly number[], share: number): number {
  return Math.round(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0);
}
