import { Piscina } from 'piscina';
import { UserError } from '../runtime/errors.js';
import { stopping } from '../runtime/threads/stop-flag.js';
import { AlreadyFetchingError, LONGEST_RUN } from './fetch-links.js';
import type { FetchReport } from './fetch-report.js';
import type { FetchOutcome, FetchTask } from './fetch-thread.js';
import { hasLists } from './lists.js';

/** Megabytes of memory that the thread may take: a page made to need more ends the fetch, not the process. */
const MOST_MEMORY = 1_024;
/** Milliseconds after which the thread is ended, as it would have come to an end by itself long before. */
const LONGEST = LONGEST_RUN + 5 * 60_000;

/** What fetching comes to where no list is: most bots have none, and a thread is not for nothing. */
const NOTHING: FetchReport = { lists: 0, addresses: [], problems: [], seconds: 0, isIndexDue: false, writes: 0 };

/**
 * Runs `fetchLinks` in a thread of its own, as reading large pages blocks it. Aborting stops it, or ends the thread
 * wherever it is, which leaves every file whole.
 * @throws as `fetchLinks`
 */
export async function fetchInThread(task: Omit<FetchTask, 'stop'>, signal: AbortSignal): Promise<FetchReport> {
  signal.throwIfAborted();
  if (!(await hasLists(task.articlesDir))) return NOTHING;
  const filename = new URL('./fetch-thread.js', import.meta.url).href;
  const resourceLimits = { maxOldGenerationSizeMb: MOST_MEMORY };
  const pool = new Piscina({ filename, minThreads: 1, maxThreads: 1, resourceLimits });
  const { stop, end, forget } = stopping(signal);
  try {
    const outcome: FetchOutcome = await pool.run(
      { ...task, stop },
      { signal: AbortSignal.any([end, AbortSignal.timeout(LONGEST)]) },
    );
    signal.throwIfAborted();
    if ('report' in outcome) return outcome.report;
    throw outcome.isBusy ? new AlreadyFetchingError(outcome.userError) : new UserError(outcome.userError);
  } finally {
    forget();
    await pool.destroy();
  }
}
