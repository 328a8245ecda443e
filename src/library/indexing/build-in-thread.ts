import { WorkerPool } from '../../runtime/threads/run-in-worker.js';
import type { IndexProgress, IndexReport } from '../reports.js';
import type { BuildOptions } from './build.js';
import type build from './build-thread.js';

/** Index runs often follow each other while articles are added or edited, and a new thread takes half a second to start. */
const IDLE_FOR = 30_000;
/** Runs of two folders; a second run of the same folder is refused. */
const THREADS = 2;

const pool = new WorkerPool<typeof build>(new URL('./build-thread.js', import.meta.url), {
  threads: THREADS,
  keepAlive: IDLE_FOR,
});

/**
 * Runs `buildLibrary` in a thread other than the caller's. Aborting stops it at its next step, or ends the thread if it does not
 * stop soon; the next run removes what it leaves.
 * @throws as `buildLibrary`
 */
export function buildInThread(
  options: BuildOptions,
  onProgress: (progress: IndexProgress) => void,
  signal?: AbortSignal,
): Promise<IndexReport> {
  return pool.run(options, { onProgress, signal });
}
