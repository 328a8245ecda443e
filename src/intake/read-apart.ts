import { Piscina } from 'piscina';
import type { Named, ReadTask } from './read-apart-thread.js';

/** Milliseconds that reading some files may take: a page made to be slow takes ten seconds at most. */
const PATIENCE = 60_000;
/** Megabytes that it may take. */
const MEMORY = 1_536;
/** Milliseconds for which the thread is kept for the next. */
const IDLE = 10_000;

let pool: Piscina | undefined;

/** Reads files in a thread of its own, so that the bot goes on answering, whatever they are. */
export async function readApart(task: ReadTask): Promise<Named> {
  pool ??= newPool();
  try {
    return await pool.run(task, { signal: AbortSignal.timeout(PATIENCE) });
  } catch (cause) {
    const { name, code } = cause as { name?: string; code?: string };
    if (name !== 'AbortError' && code !== 'ERR_WORKER_OUT_OF_MEMORY') throw cause;
    const reason = 'Takes too long or too much memory to be read. Split it, or save its text alone.';
    return { articles: [], problems: task.files.map((where) => ({ where, reason })) };
  }
}

function newPool(): Piscina {
  const made = new Piscina({
    filename: new URL('./read-apart-thread.js', import.meta.url).href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY },
  });
  // What a thread dies of comes to whoever waits for it.
  return made.on('error', () => {});
}
