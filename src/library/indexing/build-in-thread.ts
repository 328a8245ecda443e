import { runInWorker } from '../../runtime/threads/run-in-worker.js';
import type { IndexProgress, IndexReport } from '../reports.js';
import type { BuildOptions } from './build.js';
import type build from './build-thread.js';

const THREAD = new URL('./build-thread.js', import.meta.url);

/**
 * Runs `buildLibrary` in a thread of its own, which ends with it. Aborting stops it at its next step, or ends the thread where none
 * comes; what it leaves is swept up by the next run.
 * @throws as `buildLibrary`
 */
export function buildInThread(
  options: BuildOptions,
  onProgress: (progress: IndexProgress) => void,
  signal?: AbortSignal,
): Promise<IndexReport> {
  return runInWorker<typeof build>(THREAD, options, { onProgress, signal });
}
