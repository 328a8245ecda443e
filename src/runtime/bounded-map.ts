/**
 * A map with a maximum number of entries. A new entry beyond it drops the entry that was set longest ago. Setting an existing key
 * again makes it the newest; reading it does not.
 */
export class BoundedMap<Value> {
  readonly #entries = new Map<string, Value>();

  constructor(private readonly capacity: number) {}

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  get(key: string): Value | undefined {
    return this.#entries.get(key);
  }

  /** Returns the key of the entry that was dropped, if any. */
  set(key: string, value: Value): string | undefined {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size <= this.capacity) return undefined;
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined) this.#entries.delete(oldest);
    return oldest;
  }
}
