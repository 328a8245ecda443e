import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { IndexRuns } from '../../app/index-runs.js';
import { AlreadyIndexingError, UserError } from '../../runtime/errors.js';

/** Milliseconds before a retry if another process is indexing. */
const RETRY_AFTER_MS = 30_000;

/** Automatic index runs after articles changed. `/reindex` shows them like any other run. */
export class KeepIndexed {
  #queued: Promise<boolean> | undefined;

  constructor(
    private readonly runs: IndexRuns,
    private readonly leaving: AbortSignal,
    private readonly logger: Logger,
  ) {}

  /** Indexes all changes made so far; resolves to whether that succeeded. Calls before the run begins share it. */
  index(): Promise<boolean> {
    this.#queued ??= this.#next();
    return this.#queued;
  }

  async #next(): Promise<boolean> {
    const run = await this.runs.next('changed');
    this.#queued = undefined;
    const end = await run.end;
    if (end.kind === 'done') {
      const { added, changed, removed, problems, articles, seconds } = end.report;
      const counts = {
        added: added.length,
        changed: changed.length,
        removed: removed.length,
        problems: problems.length,
      };
      this.logger.info({ ...counts, articles, seconds }, 'articles indexed');
      return true;
    }
    if (end.kind !== 'failed') return false;
    if (end.error instanceof AlreadyIndexingError) {
      await sleep(RETRY_AFTER_MS, undefined, { signal: this.leaving, ref: false }).catch(() => {});
      return this.leaving.aborted ? false : this.index();
    }
    const why = end.error instanceof UserError ? { reason: end.error.message } : { err: end.error };
    this.logger.warn(why, 'changed articles could not be indexed; the previous index stays in use');
    return false;
  }
}
