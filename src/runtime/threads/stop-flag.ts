/** A wish to stop that is seen in another thread, where an AbortSignal does not reach. */
export type StopFlag = Int32Array;

/** Milliseconds in which a thread stops by itself once it is told to. */
const PATIENCE = 5_000;

/** What a thread is told to stop by. */
export interface Stopping {
  /** Raised when the signal aborts. */
  readonly stop: StopFlag;
  /** Aborts some seconds after, for ending a thread that did not stop by itself. */
  readonly end: AbortSignal;
  /** Listens to the signal no more. */
  forget(): void;
}

/**
 * Tells a thread to stop when the signal aborts, or has. Threads are asked before they are ended: one that is ended amid what a native
 * library does can take the whole process with it.
 */
export function stopping(signal: AbortSignal | undefined): Stopping {
  const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const end = new AbortController();
  const tell = () => {
    Atomics.store(stop, 0, 1);
    setTimeout(() => end.abort(signal?.reason), PATIENCE).unref();
  };
  if (signal?.aborted) tell();
  else signal?.addEventListener('abort', tell, { once: true });
  return { stop, end: end.signal, forget: () => signal?.removeEventListener('abort', tell) };
}

/** @throws StoppedError when the flag is raised. */
export function throwIfRaised(flag: StopFlag): void {
  if (Atomics.load(flag, 0) !== 0) throw new StoppedError();
}

/** In the thread: an AbortSignal that follows the flag, within a fraction of a second, until `done`. */
export function signalOf(flag: StopFlag): { readonly signal: AbortSignal; done(): void } {
  const stopped = new AbortController();
  const timer = setInterval(() => {
    if (Atomics.load(flag, 0) !== 0) stopped.abort();
  }, 100);
  return { signal: stopped.signal, done: () => clearInterval(timer) };
}

export class StoppedError extends Error {
  constructor() {
    super('stopped as it was told to');
    this.name = 'StoppedError';
  }
}
