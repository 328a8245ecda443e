import { BusyError, LeavingError } from './errors.js';
import { Semaphore } from './semaphore.js';

/** Does some work once it is admitted. @throws what the work and `AdmissionQueue.admit` throw, or the signal's reason while it waits. */
export type Admit = <T>(work: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

/** How many pieces of work wait and are in progress right now. */
export interface Queue {
  readonly waiting: number;
  readonly working: number;
}

interface AdmissionLimits {
  /** The most pieces of work in progress at the same time. */
  readonly atOnce: number;
  /**
   * The longest expected wait in milliseconds: above it, `busy` refuses new work, because people have left by then. `admit` itself
   * refuses only from twice that wait.
   */
  readonly longestWaitMs: number;
  /** The most pieces of work that wait, whatever `busy` said before. */
  readonly mostWaiting: number;
}

/** Estimated milliseconds of a piece of work before any has ended. */
const FIRST_GUESS_MS = 200;
/** The weight of the last piece of work in the running mean: about the last twenty count. */
const WEIGHT = 0.1;
/** Waits are stated in steps of five seconds, and at least as ten. */
const STEP_SECONDS = 5;

/** Limits how much work is in progress at a time; other work waits in order of arrival, or is refused if the wait would be too long. */
export class AdmissionQueue implements Queue {
  readonly #limits: AdmissionLimits;
  readonly #permits: Semaphore;
  /** Running mean of the milliseconds that a piece of work takes. */
  #meanMs = FIRST_GUESS_MS;
  #ended = 0;
  #isClosed = false;

  constructor(limits: AdmissionLimits) {
    this.#limits = limits;
    this.#permits = new Semaphore(limits.atOnce);
  }

  get waiting(): number {
    return this.#permits.waiting;
  }

  get working(): number {
    return this.#permits.taken;
  }

  /** Milliseconds that new work would have to wait. */
  get wait(): number {
    const { atOnce } = this.#limits;
    return this.working < atOnce ? 0 : ((this.waiting + 1) * this.#meanMs) / atOnce;
  }

  /** Why new work would be refused; undefined if it would be admitted. */
  get busy(): BusyError | undefined {
    return this.wait > this.#limits.longestWaitMs || this.waiting >= this.#limits.mostWaiting
      ? this.#error()
      : undefined;
  }

  /** @throws BusyError when too many wait, LeavingError when the process is about to end. */
  readonly admit: Admit = async (work, signal) => {
    signal?.throwIfAborted();
    if (this.#isClosed) throw new LeavingError();
    const { atOnce, longestWaitMs, mostWaiting } = this.#limits;
    const mustWait = this.working === atOnce;
    if (mustWait && (this.waiting >= mostWaiting || this.wait > 2 * longestWaitMs)) throw this.#error();
    try {
      await this.#permits.acquire(signal);
    } catch {
      throw this.#isClosed ? new LeavingError() : signal?.reason;
    }
    const began = performance.now();
    try {
      return await work();
    } finally {
      this.#ended += 1;
      this.#meanMs += Math.max(WEIGHT, 1 / this.#ended) * (performance.now() - began - this.#meanMs);
      this.#permits.release();
    }
  };

  /** Refuses all waiting and new work; work in progress is completed. */
  close(): void {
    this.#isClosed = true;
    this.#permits.refuseAll();
  }

  #error(): BusyError {
    return new BusyError(STEP_SECONDS * Math.max(2, Math.ceil(this.wait / 1_000 / STEP_SECONDS)));
  }
}
