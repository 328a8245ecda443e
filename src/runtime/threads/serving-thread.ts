import { WorkerEndedError, WorkerPool } from './run-in-worker.js';

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
  const pool = new WorkerPool<(task: unknown) => unknown>(file, { workerData, memory: HEAP, keepAlive: Infinity });
  let isClosed = false;
  const close = async () => {
    isClosed = true;
    await pool.close();
  };
  const first = await pool.run(undefined, { name }).catch(async (cause: unknown) => {
    await close();
    throw cause instanceof WorkerEndedError ? cause.cause : cause;
  });
  return {
    first: first as First,
    async run<Result>(task: string, data: unknown): Promise<Result> {
      let cause: unknown;
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        try {
          return (await pool.run(data, { name: task, timeout: limit })) as Result;
        } catch (error) {
          if (isClosed || !(error instanceof WorkerEndedError)) throw error;
          cause = error.cause ?? error;
        }
      }
      throw new ThreadFailedError(task, { cause });
    },
    close,
  };
}
