/** The last `capacity` items, newest last. */
export class Recent<T> {
  readonly #items: T[] = [];

  constructor(private readonly capacity: number) {}

  add(item: T): void {
    this.#items.push(item);
    if (this.#items.length > this.capacity) this.#items.shift();
  }

  all(): readonly T[] {
    return [...this.#items];
  }
}
