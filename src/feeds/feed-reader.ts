import { AsyncQueue } from '@sapphire/async-queue';
import { WorkerEndedError, WorkerPool } from '../runtime/threads/run-in-worker.js';
import { type Feed, isFeed } from './feed.js';
import type readInThisThread from './feed-thread.js';
import { NotFetchedError } from './refusal.js';

/** Milliseconds and UTF-16 units that a feed may take. */
const PATIENCE = 30_000;
const LONGEST = 5 * 2 ** 20;

const THREAD = new URL('./feed-thread.js', import.meta.url);

/**
 * Reads feeds in a thread that can be ended: feedsmith takes hours for some that are made to. (A quarter of a megabyte of opening brackets for an author's
 * name is enough, in release 3.0.1.)
 */
export class FeedReader {
  readonly #pool = new WorkerPool<typeof readInThisThread>(THREAD, { keepAlive: Infinity });
  readonly #queue = new AsyncQueue();

  /** The feed that a text is; undefined when it is none. @throws NotFetchedError when it is one that can't be read */
  async read(text: string, address: string, patience = PATIENCE): Promise<Feed | undefined> {
    if (!isFeed(text)) return undefined;
    if (text.length > LONGEST) throw new NotFetchedError('feedUnreadable');
    // One after the other, so that none waits in its own time for one that takes forever.
    await this.#queue.wait();
    try {
      const feed = await this.#parse({ text, address }, patience);
      if (!feed) throw new NotFetchedError('feedUnreadable');
      return feed;
    } finally {
      this.#queue.shift();
    }
  }

  async #parse(task: { text: string; address: string }, patience: number): Promise<Feed | undefined> {
    return this.#pool.run(task, { timeout: patience }).catch((cause: unknown) => {
      const isLate = cause instanceof WorkerEndedError && cause.why === 'timeout';
      throw isLate ? new NotFetchedError('feedUnreadable', undefined, { cause }) : cause;
    });
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}
