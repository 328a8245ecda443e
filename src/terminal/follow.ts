import { setTimeout as sleep } from 'node:timers/promises';
import { watchArticles } from '../library/indexing/watch.js';
import type { IndexMode } from '../library/reports.js';
import { AlreadyIndexingError, UserError } from '../runtime/errors.js';

/** Milliseconds before a new attempt if another process was indexing. */
const BUSY_FOR = 5_000;

/**
 * Indexes now, and again whenever the articles folder changes, until a signal. A run that fails says why and leaves the index
 * unchanged; the next change starts another run.
 */
export async function followArticles(
  articlesDir: string,
  mode: IndexMode,
  index: (mode: IndexMode, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort());
  const say = (text: string) => process.stderr.write(`${text}\n`);
  const watch = await watchArticles(articlesDir, (cause) =>
    say(`The folder can't be watched completely: ${cause.message}`),
  );
  try {
    say(`Watching ${articlesDir}. Press Ctrl+C to stop.`);
    for (let next: IndexMode = mode; !ending.signal.aborted; ) {
      try {
        await index(next, ending.signal);
        next = 'changed';
      } catch (cause) {
        if (ending.signal.aborted) return;
        say(cause instanceof UserError ? cause.message : ((cause as Error).stack ?? String(cause)));
        if (cause instanceof AlreadyIndexingError) {
          await sleep(BUSY_FOR, undefined, { signal: ending.signal }).catch(() => {});
          continue;
        }
      }
      await watch.change(ending.signal).catch(() => {});
    }
  } finally {
    await watch.close();
  }
}
