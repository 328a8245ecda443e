import { AsyncQueue } from '@sapphire/async-queue';

/** Runs work for the same key one at a time, in order. Different keys don't wait for each other. */
export class KeyedQueue {
  /** Queues of keys with work in progress. */
  readonly #queues = new Map<string, AsyncQueue>();

  async run(key: string, work: () => Promise<void>): Promise<void> {
    const queue = this.#queues.get(key) ?? new AsyncQueue();
    this.#queues.set(key, queue);
    await queue.wait();
    try {
      await work();
    } finally {
      queue.shift();
      if (queue.remaining === 0) this.#queues.delete(key);
    }
  }
}
