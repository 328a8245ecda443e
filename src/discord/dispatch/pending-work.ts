/** Work in progress, so that the bot can finish it before it stops. */
export class Work {
  readonly #pending = new Set<Promise<void>>();

  /** `work` must handle its own failures. */
  add(work: Promise<void>): void {
    this.#pending.add(work);
    void work.finally(() => this.#pending.delete(work));
  }

  /** Number of pending items. */
  get size(): number {
    return this.#pending.size;
  }

  /** Waits until all work is done, including work added meanwhile, or until `enough` aborts. Returns how much is unfinished. */
  async settled(enough: AbortSignal): Promise<number> {
    const aborted = once(enough);
    while (this.#pending.size > 0 && !enough.aborted) await Promise.race([Promise.all(this.#pending), aborted]);
    return this.#pending.size;
  }
}

function once(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
