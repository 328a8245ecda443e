/** What is being answered at this moment, so that the bot can finish it before it leaves. */
export class Work {
  readonly #pending = new Set<Promise<void>>();

  /** `work` handles its own failures. */
  add(work: Promise<void>): void {
    this.#pending.add(work);
    void work.finally(() => this.#pending.delete(work));
  }

  /** How much is under way. */
  get size(): number {
    return this.#pending.size;
  }

  /** Waits until all is done, what comes meanwhile too, but no longer than until `enough` is aborted; says how much is not. */
  async settled(enough: AbortSignal): Promise<number> {
    const given = once(enough);
    while (this.#pending.size > 0 && !enough.aborted) await Promise.race([Promise.all(this.#pending), given]);
    return this.#pending.size;
  }
}

function once(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
