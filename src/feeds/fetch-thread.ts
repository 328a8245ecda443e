import { signalOf } from '../runtime/threads/stop-flag.js';
import type { WorkerContext } from '../runtime/threads/worker-entry.js';
import { type FetchOptions, fetchLinks } from './fetch-links.js';
import type { FetchReport } from './fetch-report.js';

export type FetchTask = Pick<FetchOptions, 'articlesDir' | 'dataDir' | 'isPatient'>;

export default async function fetchInThisThread(task: FetchTask, { stop }: WorkerContext): Promise<FetchReport> {
  const { signal, done } = signalOf(stop);
  try {
    return await fetchLinks({ ...task, signal });
  } finally {
    done();
  }
}
