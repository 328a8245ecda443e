import { BusyError, LeavingError } from './errors.js';
import { Semaphore } from './semaphore.js';

/** Does some work when its turn comes. @throws what the work throws, what `Turns.take` says, or the signal's reason while it waits. */
export type InTurn = <T>(work: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

/** How many wait and are worked at, as they are at the moment of reading. */
export interface Queue {
  readonly waiting: number;
  readonly working: number;
}

interface TurnLimits {
  /** How many are worked at together. */
  readonly most: number;
  /**
   * Milliseconds of expected wait from which `busy` turns new ones away; people have gone by then. Those who were let in and come
   * to a wait twice as long after all are turned away by `take`.
   */
  readonly patience: number;
  /** How many wait at the most, whatever `busy` said to them before. */
  readonly longest: number;
}

/** Milliseconds that one piece of work is taken to last before any has. */
const FIRST_GUESS = 200;
/** Of the last piece of work in the running mean: about the last twenty count, once there were as many. */
const WEIGHT = 0.1;
/** Waits are told in steps of five seconds, and none as less than ten. */
const STEP = 5;

/** Lets some pieces of work go on at a time; the others wait, in the order they came, as long as that makes sense. */
export class Turns implements Queue {
  readonly #limits: TurnLimits;
  readonly #places: Semaphore;
  /** Milliseconds that a piece of work lasts, as a running mean. */
  #each = FIRST_GUESS;
  #ended = 0;
  #isClosed = false;

  constructor(limits: TurnLimits) {
    this.#limits = limits;
    this.#places = new Semaphore(limits.most);
  }

  get waiting(): number {
    return this.#places.waiting;
  }

  get working(): number {
    return this.#places.taken;
  }

  /** Milliseconds until one that comes now would have its turn. */
  get wait(): number {
    const { most } = this.#limits;
    return this.working < most ? 0 : ((this.waiting + 1) * this.#each) / most;
  }

  /** Why one that comes now had better not wait; undefined where it may. */
  get busy(): BusyError | undefined {
    return this.wait > this.#limits.patience || this.waiting >= this.#limits.longest ? this.#error() : undefined;
  }

  /** @throws BusyError when too many wait, LeavingError when its turn won't come any more. */
  readonly take: InTurn = async (work, signal) => {
    signal?.throwIfAborted();
    if (this.#isClosed) throw new LeavingError();
    const { most, patience, longest } = this.#limits;
    const mustWait = this.working === most;
    if (mustWait && (this.waiting >= longest || this.wait > 2 * patience)) throw this.#error();
    try {
      await this.#places.acquire(signal);
    } catch {
      throw this.#isClosed ? new LeavingError() : signal?.reason;
    }
    const began = performance.now();
    try {
      return await work();
    } finally {
      this.#ended += 1;
      this.#each += Math.max(WEIGHT, 1 / this.#ended) * (performance.now() - began - this.#each);
      this.#places.release();
    }
  };

  /** Turns away all that wait, and all that come from now on; what was begun goes on. */
  close(): void {
    this.#isClosed = true;
    this.#places.refuseAll();
  }

  #error(): BusyError {
    return new BusyError(STEP * Math.max(2, Math.ceil(this.wait / 1_000 / STEP)));
  }
}
