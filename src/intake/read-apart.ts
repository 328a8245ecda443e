import { WorkerEndedError, WorkerPool } from '../runtime/threads/run-in-worker.js';
import type { Named, ReadTask, default as readNames } from './read-apart-thread.js';

/** Milliseconds that reading some files may take: a page made to be slow takes ten seconds at most. */
const PATIENCE = 60_000;

const pool = new WorkerPool<typeof readNames>(new URL('./read-apart-thread.js', import.meta.url), {
  memory: 1_536,
  keepAlive: 10_000,
});

/** Reads files in a thread of its own, so that the bot goes on answering, whatever they are. */
export async function readApart(task: ReadTask): Promise<Named> {
  try {
    return await pool.run(task, { timeout: PATIENCE });
  } catch (cause) {
    if (!(cause instanceof WorkerEndedError) || cause.why === 'died') throw cause;
    const reason = 'Takes too long or too much memory to be read. Split it, or save its text alone.';
    return { articles: [], problems: task.files.map((where) => ({ where, reason })) };
  }
}
