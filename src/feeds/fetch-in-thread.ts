import { runInWorker } from '../runtime/threads/run-in-worker.js';
import { type FetchReport, LONGEST_RUN } from './fetch-report.js';
import type { FetchTask, default as fetchInThisThread } from './fetch-thread.js';
import { hasLists } from './lists.js';

/** Megabytes of memory that the thread may take: a page made to need more ends the fetch, not the process. */
const MOST_MEMORY = 1_024;
/** Milliseconds after which the thread is ended, as it would have come to an end by itself long before. */
const LONGEST = LONGEST_RUN + 5 * 60_000;

const THREAD = new URL('./fetch-thread.js', import.meta.url);

/** What fetching comes to where no list is: most bots have none, and a thread is not for nothing. */
const NOTHING: FetchReport = { lists: 0, addresses: [], problems: [], seconds: 0, isIndexDue: false, writes: 0 };

/**
 * Runs `fetchLinks` in a thread of its own, as reading large pages blocks it. Aborting stops it, or ends the thread
 * wherever it is, which leaves every file whole.
 * @throws as `fetchLinks`
 */
export async function fetchInThread(task: FetchTask, signal: AbortSignal): Promise<FetchReport> {
  signal.throwIfAborted();
  if (!(await hasLists(task.articlesDir))) return NOTHING;
  const limits = { timeout: LONGEST, memory: MOST_MEMORY };
  const report = await runInWorker<typeof fetchInThisThread>(THREAD, task, { signal, ...limits });
  signal.throwIfAborted();
  return report;
}
