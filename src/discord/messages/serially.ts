/** Does what concerns one key in order, one after the other; other keys don't wait for it. */
export class Serially {
  readonly #last = new Map<string, Promise<void>>();

  /** `work` handles its own failures. */
  run(key: string, work: () => Promise<void>): Promise<void> {
    const turn = (this.#last.get(key) ?? Promise.resolve()).then(work);
    this.#last.set(key, turn);
    return turn.finally(() => {
      if (this.#last.get(key) === turn) this.#last.delete(key);
    });
  }
}
