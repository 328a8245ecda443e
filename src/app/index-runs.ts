import { randomBytes } from 'node:crypto';
import type { IndexMode, IndexProgress, IndexReport } from '../library/reports.js';
import { AlreadyIndexingError } from '../runtime/errors.js';
import type { SourceSummary, Verbatim } from './verbatim.js';

/** How an index run ended. Unless it is done, or was cancelled too late, the index is unchanged. */
export type RunEnd =
  | {
      readonly kind: 'done';
      readonly report: IndexReport;
      /** The articles that were indexed before. */
      readonly before: readonly SourceSummary[];
    }
  /** `isTooLate`: the new index was already in use. */
  | { readonly kind: 'cancelled'; readonly isTooLate: boolean }
  | { readonly kind: 'leaving' }
  | { readonly kind: 'failed'; readonly error: unknown };

/** An index run in progress in this process. Several people may follow it. */
export class IndexRun {
  readonly id = randomBytes(6).toString('hex');
  readonly end: Promise<RunEnd>;
  readonly #cancelled = new AbortController();
  readonly #watchers = new Set<(progress: IndexProgress) => void>();
  #progress: IndexProgress | undefined;

  constructor(verbatim: Verbatim, mode: IndexMode, leaving: AbortSignal) {
    this.end = this.#run(verbatim, mode, leaving);
  }

  /** The progress so far; undefined before the first report. */
  get progress(): IndexProgress | undefined {
    return this.#progress;
  }

  cancel(): void {
    this.#cancelled.abort();
  }

  watch(watcher: (progress: IndexProgress) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  async #run(verbatim: Verbatim, mode: IndexMode, leaving: AbortSignal): Promise<RunEnd> {
    const before = verbatim.sources();
    const served = await currentOf(verbatim);
    const show = (progress: IndexProgress) => {
      this.#progress = progress;
      for (const watcher of this.#watchers) watcher(progress);
    };
    try {
      const stop = AbortSignal.any([leaving, this.#cancelled.signal]);
      return { kind: 'done', before, report: await verbatim.reindex(mode, show, stop) };
    } catch (error) {
      if (leaving.aborted) return { kind: 'leaving' };
      if (!this.#cancelled.signal.aborted) return { kind: 'failed', error };
      return { kind: 'cancelled', isTooLate: (await currentOf(verbatim)) !== served };
    }
  }
}

async function currentOf(verbatim: Verbatim): Promise<string | undefined> {
  return (await verbatim.generations()).current?.id;
}

/** The index runs of this process, one at a time. */
export class IndexRuns {
  #current: IndexRun | undefined;

  constructor(
    private readonly verbatim: Verbatim,
    private readonly leaving: AbortSignal,
  ) {}

  get current(): IndexRun | undefined {
    return this.#current;
  }

  /** @throws AlreadyIndexingError while a run is in progress in this process. If another process has one, the run fails. */
  start(mode: IndexMode): IndexRun {
    if (this.#current) throw new AlreadyIndexingError('An index run is in progress.');
    const run = new IndexRun(this.verbatim, mode, this.leaving);
    this.#current = run;
    void run.end.then(() => {
      this.#current = undefined;
    });
    return run;
  }

  /** Starts a run as soon as none is in progress, so that it sees everything that changed before this call. */
  async next(mode: IndexMode): Promise<IndexRun> {
    while (this.#current) await this.#current.end;
    return this.start(mode);
  }
}
