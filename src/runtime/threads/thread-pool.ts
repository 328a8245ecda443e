import { Piscina } from 'piscina';

/** A worker thread that serves one task after another; when it dies or doesn't answer, another takes its place. */
export interface ServingThread<First> {
  /** What its first task gave. */
  readonly first: First;
  /**
   * Has it do a task, the function exported as `name`, and once more where the thread died of it or did not answer in time.
   * @throws what the task throws, or ThreadFailedError.
   */
  run<Result>(name: string, task: unknown): Promise<Result>;
  close(): Promise<void>;
}

/** A thread died, or did not answer, twice. */
export class ThreadFailedError extends Error {
  constructor(name: string, options?: ErrorOptions) {
    super(`the thread that should ${name} failed twice`, options);
    this.name = 'ThreadFailedError';
  }
}

/** Milliseconds for a task, with those that it waits for. Half a second is long for any of them. */
const LIMIT = 20_000;
const MOST_TRIES = 2;
/** Megabytes of JavaScript's own memory: models lie outside of it. A thread that needs more ends, rather than the process. */
const HEAP = 256;

/**
 * Starts the worker thread of `file` and waits until it has done its first task, the function exported as `name`.
 * @throws what the thread could not start for.
 */
export async function openThread<First>(
  file: URL,
  workerData: unknown,
  name: string,
  limit = LIMIT,
): Promise<ServingThread<First>> {
  const resourceLimits = { maxOldGenerationSizeMb: HEAP };
  const pool = new Piscina({ filename: file.href, minThreads: 1, maxThreads: 1, workerData, resourceLimits });
  // A thread that can't start fails by itself, not by the task that waits for it.
  const failed = new Promise<never>((_resolve, reject) => pool.once('error', reject));
  failed.catch(() => {});
  const first = await Promise.race([pool.run(undefined, { name }), failed]).catch(async (cause) => {
    await pool.destroy();
    throw cause;
  });

  let deaths = 0;
  const underWay = new Set<AbortController>();
  pool.on('workerDestroy', () => {
    deaths += 1;
  });
  // The pool would let tasks wait for ever for a thread whose successor can't start.
  pool.on('error', (cause) => {
    for (const each of underWay) each.abort(cause);
  });

  async function attempt<Result>(task: string, data: unknown): Promise<{ result: Result } | { death: unknown }> {
    const givenUp = new AbortController();
    const timer = setTimeout(() => givenUp.abort(new Error(`no answer within ${limit} ms`)), limit);
    const deathsBefore = deaths;
    underWay.add(givenUp);
    try {
      // Giving a task up ends the thread that is at it, and starts another.
      return { result: await pool.run(data, { name: task, signal: givenUp.signal }) };
    } catch (error) {
      if (givenUp.signal.aborted) return { death: givenUp.signal.reason };
      if (deaths > deathsBefore) return { death: error };
      throw error;
    } finally {
      clearTimeout(timer);
      underWay.delete(givenUp);
    }
  }

  return {
    first,
    async run<Result>(task: string, data: unknown): Promise<Result> {
      let cause: unknown;
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const outcome = await attempt<Result>(task, data);
        if ('result' in outcome) return outcome.result;
        cause = outcome.death;
      }
      throw new ThreadFailedError(task, { cause });
    },
    close: () => pool.destroy(),
  };
}
