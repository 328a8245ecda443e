import { AsyncQueue } from '@sapphire/async-queue';

/** Does what concerns one key in order, one after the other; other keys don't wait for it. */
export class KeyedQueue {
  /** Of the keys that something is done about now. */
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
