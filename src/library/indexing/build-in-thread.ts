import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { AlreadyIndexingError, NoArticlesError, UserError } from '../../runtime/errors.js';
import { stopping } from '../../runtime/threads/stop-flag.js';
import type { IndexProgress, IndexReport } from '../reports.js';
import type { BuildOptions } from './build.js';
import type { BuildOutcome } from './build-thread.js';

/**
 * Runs `buildLibrary` in a thread of its own, which ends with it. Aborting stops it at its next step, or ends the thread where none
 * comes; what it leaves is swept up by the next run.
 */
export async function buildInThread(
  options: BuildOptions,
  onProgress: (progress: IndexProgress) => void,
  signal?: AbortSignal,
): Promise<IndexReport> {
  signal?.throwIfAborted();
  const pool = new Piscina({
    filename: new URL('./build-thread.js', import.meta.url).href,
    minThreads: 1,
    maxThreads: 1,
  });
  const { port1, port2 } = new MessageChannel();
  port1.on('message', onProgress);
  const { stop, end, forget } = stopping(signal);
  try {
    const task = { options, progress: port2, stop };
    const outcome: BuildOutcome = await pool.run(task, { transferList: [port2], signal: end });
    if ('report' in outcome) return outcome.report;
    const { name, message } = outcome.userError;
    const Kind = [AlreadyIndexingError, NoArticlesError].find((each) => each.name === name) ?? UserError;
    throw new Kind(message);
  } catch (cause) {
    signal?.throwIfAborted();
    throw cause;
  } finally {
    forget();
    port1.close();
    await pool.destroy();
  }
}
