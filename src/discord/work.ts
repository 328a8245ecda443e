import { setTimeout as sleep } from 'node:timers/promises';

/** What is being answered at this moment, so that the bot can finish it before it leaves. */
export class Work {
  readonly #pending = new Set<Promise<void>>();

  /** `work` handles its own failures. */
  add(work: Promise<void>): void {
    this.#pending.add(work);
    void work.finally(() => this.#pending.delete(work));
  }

  /** Waits until all is done, at most `milliseconds`; says how much is not. */
  async settled(milliseconds: number): Promise<number> {
    const patience = new AbortController();
    const timeout = sleep(milliseconds, undefined, { signal: patience.signal }).catch(() => undefined);
    await Promise.race([Promise.allSettled(this.#pending), timeout]);
    patience.abort();
    return this.#pending.size;
  }
}
