import type { MessagePort } from 'node:worker_threads';
import { type Encoded, encodeError } from '../error-codec.js';
import type { StopFlag } from './stop-flag.js';

// What every worker thread of `run-in-worker.ts` runs: it loads the file that a task names, and calls the function in it.

/** What a function in a worker file is given beside its task. */
export interface WorkerContext<Progress = never> {
  /** Raised when the task is to stop; see `throwIfRaised` and `signalOf`. */
  readonly stop: StopFlag;
  /** Tells whoever waits for the task how far it is. */
  report(progress: Progress): void;
}

/** A function that a worker file exports. Task and result cross between threads by structured cloning. */
export type Work = (task: never, context: WorkerContext) => unknown;

export interface Message {
  /** URL of the worker file. */
  readonly file: string;
  /** The exported function. */
  readonly name: string;
  readonly task: unknown;
  readonly stop: StopFlag;
  readonly progress: MessagePort | undefined;
}

export type Outcome = { readonly result: unknown } | { readonly thrown: Encoded };

export default async function serve({ file, name, task, stop, progress }: Message): Promise<Outcome> {
  const module = await import(file).catch(endThread);
  try {
    return { result: await module[name](task, { stop, report: (how: unknown) => progress?.postMessage(how) }) };
  } catch (cause) {
    return { thrown: encodeError(cause) };
  } finally {
    progress?.close();
  }
}

/** A file that could not be loaded can't be loaded again in this thread: the thread ends, and the next may do better. */
function endThread(cause: unknown): Promise<never> {
  queueMicrotask(() => {
    throw Object.assign(new Error('a worker file could not be loaded'), { thrown: encodeError(cause) });
  });
  return new Promise(() => {});
}
