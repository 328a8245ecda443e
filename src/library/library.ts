import { IndexUnavailableError } from '../errors.js';
import { currentGenerationId, type Generation, openGeneration } from './generation.js';
import { REBUILD } from './manifest.js';

/**
 * The generation in use, followed as index runs replace it, in this process or another. A generation that does not open
 * never displaces one that serves.
 */
export class Library {
  private open: Generation | undefined;
  private opening: Promise<Generation> | undefined;

  constructor(
    private readonly embeddingsDir: string,
    private readonly fingerprint: string,
    private readonly onRefused: (cause: IndexUnavailableError) => void,
  ) {}

  /** The generation opened last, if any: for what has to be answered from memory. */
  get latest(): Generation | undefined {
    return this.open;
  }

  /**
   * The generation that is current now. What it returns stays open until the next call's swap, so use it before waiting
   * for anything else.
   * @throws IndexUnavailableError when there is none to serve from.
   */
  current(): Promise<Generation> {
    this.opening ??= this.refresh().finally(() => {
      this.opening = undefined;
    });
    return this.opening;
  }

  close(): void {
    this.open?.close();
    this.open = undefined;
  }

  private async refresh(): Promise<Generation> {
    const id = await currentGenerationId(this.embeddingsDir);
    if (this.open && (id === undefined || id === this.open.id)) return this.open;
    if (id === undefined) throw new IndexUnavailableError(`The articles have not been indexed yet. ${REBUILD}`);
    try {
      const next = await openGeneration(this.embeddingsDir, id, this.fingerprint);
      this.open?.close();
      this.open = next;
      return next;
    } catch (cause) {
      if (!this.open || !(cause instanceof IndexUnavailableError)) throw cause;
      this.onRefused(cause);
      return this.open;
    }
  }
}
