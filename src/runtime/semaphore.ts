import { AsyncQueue } from '@sapphire/async-queue';

/** Issues a limited number of permits, in order of arrival. */
export class Semaphore {
  /** Empty while there are permits. When there are none, its head makes the others wait, and each `shift` admits one of them. */
  readonly #queue = new AsyncQueue();
  #taken = 0;

  constructor(private readonly permits: number) {}

  get taken(): number {
    return this.#taken;
  }

  get waiting(): number {
    return this.#queue.queued;
  }

  /** Rejects when the signal is aborted, or `refuseAll` is called, before a permit is free. */
  acquire(signal?: AbortSignal): Promise<void> {
    if (this.#taken === this.permits) return this.#queue.wait({ signal });
    this.#taken += 1;
    return this.#taken === this.permits ? this.#queue.wait() : Promise.resolve();
  }

  /** Passes the permit to the next in the queue, or returns it. */
  release(): void {
    if (this.waiting === 0) this.#taken -= 1;
    this.#queue.shift();
  }

  /** Refuses everyone who is waiting. */
  refuseAll(): void {
    this.#queue.abortAll();
  }
}
