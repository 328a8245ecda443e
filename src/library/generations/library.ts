import { IndexUnavailableError } from '../../runtime/errors.js';
import { shared } from '../../runtime/shared.js';
import { currentGenerationId, type Generation, openGeneration } from './generation.js';
import { REBUILD } from './manifest.js';

/**
 * The current generation. It follows new index runs, in this process or another. A generation that can't be opened never replaces
 * one that works.
 */
export class Library {
  private open: Generation | undefined;
  /** How many callers are using each generation. */
  private readonly users = new Map<Generation, number>();

  constructor(
    private readonly embeddingsDir: string,
    private readonly fingerprint: string,
    private readonly onRefused: (cause: IndexUnavailableError) => void,
  ) {}

  /** The generation opened last, if any: for what must be answered from memory. */
  get latest(): Generation | undefined {
    return this.open;
  }

  /**
   * Does `work` with the current generation, which stays open until the work is done, even if it is replaced.
   * @throws IndexUnavailableError when there is none to use.
   */
  async use<T>(work: (generation: Generation) => Promise<T>): Promise<T> {
    const generation = await this.current();
    this.users.set(generation, (this.users.get(generation) ?? 0) + 1);
    try {
      return await work(generation);
    } finally {
      const left = (this.users.get(generation) ?? 1) - 1;
      if (left > 0) this.users.set(generation, left);
      else this.users.delete(generation);
      if (left === 0 && generation !== this.open) generation.close();
    }
  }

  /** Opens the current generation unless it is open. @throws as `use` */
  readonly current = shared(() => this.refresh());

  /** Closes the generation as soon as nothing uses it. */
  close(): void {
    this.retire(this.open);
    this.open = undefined;
  }

  private retire(generation: Generation | undefined): void {
    if (generation && !this.users.has(generation)) generation.close();
  }

  private async refresh(): Promise<Generation> {
    // A damaged generation is better than none for looking up, but no question is answered from it.
    const serving = this.open?.isDamaged ? undefined : this.open;
    try {
      const id = await currentGenerationId(this.embeddingsDir);
      if (serving && (id === undefined || id === serving.id)) return serving;
      if (id === undefined) throw new IndexUnavailableError(`The articles have not been indexed yet. ${REBUILD}`);
      const next = await this.openAsNamed(id);
      this.retire(this.open);
      this.open = next;
      return next;
    } catch (cause) {
      if (!serving || !(cause instanceof IndexUnavailableError)) throw cause;
      this.onRefused(cause);
      return serving;
    }
  }

  /** Opens a generation; if index runs have replaced and removed it meanwhile, the one that is current by then. */
  private async openAsNamed(id: string): Promise<Generation> {
    try {
      return await openGeneration(this.embeddingsDir, id, this.fingerprint);
    } catch (cause) {
      const now = await currentGenerationId(this.embeddingsDir);
      if (now === undefined || now === id) throw cause;
      return this.openAsNamed(now);
    }
  }
}
