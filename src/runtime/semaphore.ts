import { AsyncQueue } from '@sapphire/async-queue';

/** Gives out a number of permits. Whoever finds none waits for one; the first to come is the first to get one. */
export class Semaphore {
  /** Empty while there are permits. Once there are none, its head keeps the others waiting, and each `shift` lets one of them go. */
  readonly #queue = new AsyncQueue();
  #taken = 0;

  constructor(private readonly permits: number) {}

  get taken(): number {
    return this.#taken;
  }

  get waiting(): number {
    return this.#queue.queued;
  }

  /** Rejects when the signal is aborted, or `refuseAll` called, before there is a permit. */
  acquire(signal?: AbortSignal): Promise<void> {
    if (this.#taken === this.permits) return this.#queue.wait({ signal });
    this.#taken += 1;
    return this.#taken === this.permits ? this.#queue.wait() : Promise.resolve();
  }

  /** Hands a permit to the next that waits, or back. */
  release(): void {
    if (this.waiting === 0) this.#taken -= 1;
    this.#queue.shift();
  }

  /** Turns away all that wait. */
  refuseAll(): void {
    this.#queue.abortAll();
  }
}
