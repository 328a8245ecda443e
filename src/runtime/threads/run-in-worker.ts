import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { decodeError, type Encoded, registerErrors } from '../error-codec.js';
import { stopping } from './stop-flag.js';
import type { Message, Outcome, Work, WorkerContext } from './worker-entry.js';

/** How the threads of a pool are kept. */
export interface PoolOptions {
  /** Threads at most; by default one. */
  readonly threads?: number;
  /** Megabytes of JavaScript's heap that a thread may take; what native code takes lies outside of it. By default Node's own limit. */
  readonly memory?: number;
  /** Milliseconds for which idle threads wait for another task, without keeping the process alive; by default none. */
  readonly keepAlive?: number;
  /** What the file finds as `workerData`. */
  readonly workerData?: unknown;
}

/** What a task may take, and how it is followed. */
export interface TaskOptions<Progress = never> {
  /** The exported function that does the task; the default export when left out. */
  readonly name?: string;
  /** Aborting tells the task to stop, and ends its thread where it has not stopped after a grace period. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds from now after which the thread is ended; waiting for a free thread counts. */
  readonly timeout?: number;
  /** Megabytes that the process may grow by before the thread is ended: for memory outside of the heap. */
  readonly growth?: number;
  onProgress?(progress: Progress): void;
}

type TaskOf<W extends Work> = Parameters<W>[0];
type ResultOf<W extends Work> = Awaited<ReturnType<W>>;
type ProgressOf<W extends Work> = W extends (task: never, context: WorkerContext<infer P>) => unknown ? P : never;

/** A thread ended before its task was done. */
export class WorkerEndedError extends Error {
  constructor(
    readonly why: 'timeout' | 'memory' | 'died',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'WorkerEndedError';
  }
}
registerErrors(WorkerEndedError);

const ENTRY = new URL('./worker-entry.js', import.meta.url).href;
/** Milliseconds between two looks at the process's memory. */
const LOOK_EVERY = 100;

/** Worker threads that do the tasks of one file, one task at a time each. A thread that ends is replaced. */
export class WorkerPool<W extends Work> {
  /** Ends each task that is under way or waits. */
  readonly #ends = new Set<(why: unknown) => void>();
  #threads: Piscina | undefined;
  #idle: NodeJS.Timeout | undefined;

  constructor(
    private readonly file: URL,
    private readonly options: PoolOptions = {},
  ) {}

  /**
   * Has a thread do a task.
   * @throws what the task throws, with its class; the signal's reason once it has aborted; WorkerEndedError
   */
  async run(task: TaskOf<W>, options: TaskOptions<ProgressOf<W>> = {}): Promise<ResultOf<W>> {
    const { name = 'default', signal, onProgress } = options;
    signal?.throwIfAborted();
    const ending = new AbortController();
    const end = (why: unknown) => ending.abort(why);
    const { stop, forget } = stopping(signal, () => end(signal?.reason));
    const lift = limit(options, end);
    const progress = onProgress && progressTo(onProgress);
    this.#ends.add(end);
    clearTimeout(this.#idle);
    try {
      const message: Message = { file: this.file.href, name, task, stop, progress: progress?.port2 };
      const outcome: Outcome = await this.#started()
        .run(message, { signal: ending.signal, transferList: progress ? [progress.port2] : [] })
        .catch((cause: unknown) => {
          throw ending.signal.aborted ? ending.signal.reason : ended(cause);
        });
      if ('thrown' in outcome) throw decodeError(outcome.thrown);
      return outcome.result as ResultOf<W>;
    } catch (cause) {
      signal?.throwIfAborted();
      throw cause;
    } finally {
      lift();
      forget();
      progress?.port1.close();
      this.#ends.delete(end);
      if (this.#ends.size === 0) await this.#rest();
    }
  }

  /** Ends all threads, and the tasks that they are at. */
  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const threads = this.#threads;
    this.#threads = undefined;
    await threads?.destroy();
  }

  #started(): Piscina {
    if (this.#threads) return this.#threads;
    const { threads: maxThreads = 1, memory, keepAlive = 0, workerData } = this.options;
    const threads = new Piscina({
      filename: ENTRY,
      // With none to keep, Piscina would replace no thread that ended, whatever waits for it.
      minThreads: 1,
      maxThreads,
      idleTimeout: keepAlive,
      workerData,
      ...(memory !== undefined && { resourceLimits: { maxOldGenerationSizeMb: memory } }),
    });
    // A thread ended without a task. If it did not even start, Piscina starts no other, and tasks would wait for ever.
    threads.on('error', (cause: unknown) => {
      if (this.#threads !== threads || threads.threads.length > 0) return;
      this.#threads = undefined;
      for (const end of this.#ends) end(ended(cause));
    });
    this.#threads = threads;
    return threads;
  }

  async #rest(): Promise<void> {
    const { keepAlive = 0 } = this.options;
    if (keepAlive === 0) await this.close();
    else if (keepAlive < Infinity) this.#idle = setTimeout(() => void this.close(), keepAlive).unref();
  }
}

/**
 * Does one task in a thread of its own, which ends with it.
 * @throws as WorkerPool.run
 */
export function runInWorker<W extends Work>(
  file: URL,
  task: TaskOf<W>,
  options: TaskOptions<ProgressOf<W>> & Pick<PoolOptions, 'memory'> = {},
): Promise<ResultOf<W>> {
  return new WorkerPool<W>(file, options).run(task, options);
}

/** Ends a task that takes longer, or lets the process grow more, than it may; returns what lifts these limits. */
function limit({ timeout, growth }: TaskOptions, end: (why: WorkerEndedError) => void): () => void {
  const timers: NodeJS.Timeout[] = [];
  if (timeout !== undefined) {
    const late = () => end(new WorkerEndedError('timeout', `no answer within ${timeout} ms`));
    timers.push(setTimeout(late, timeout));
  }
  if (growth !== undefined) {
    const most = process.memoryUsage.rss() + growth * 2 ** 20;
    const look = () => {
      if (process.memoryUsage.rss() > most) end(new WorkerEndedError('memory', `grew by more than ${growth} MB`));
    };
    timers.push(setInterval(look, LOOK_EVERY));
  }
  return () => timers.forEach(clearTimeout);
}

function progressTo<Progress>(listener: (progress: Progress) => void): MessageChannel {
  const channel = new MessageChannel();
  channel.port1.on('message', listener);
  return channel;
}

function ended(cause: unknown): WorkerEndedError {
  const { code, thrown } = Object(cause) as { code?: string; thrown?: Encoded };
  const reason = thrown ? decodeError(thrown) : cause;
  const message = reason instanceof Error ? reason.message : String(reason);
  return new WorkerEndedError(code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'died', message, { cause: reason });
}
