/** Tells another thread to stop, where an AbortSignal does not reach. */
export type StopFlag = Int32Array;

/** Milliseconds in which a thread has to stop by itself once it is told to. */
const GRACE = 5_000;

/** Cooperative cancellation for a worker, then termination after a grace period. */
export interface Stopping {
  /** Raised when the signal aborts. */
  readonly stop: StopFlag;
  /** Listens to the signal no more. */
  forget(): void;
}

/**
 * Tells a thread to stop when the signal aborts, or has, and calls `end` if `forget` was not called within the grace period.
 * Threads are asked before they are ended: one that is ended inside a native library can take the whole process with it.
 */
export function stopping(signal: AbortSignal | undefined, end: () => void): Stopping {
  const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  let timer: NodeJS.Timeout | undefined;
  const tell = () => {
    Atomics.store(stop, 0, 1);
    timer = setTimeout(end, GRACE).unref();
  };
  if (signal?.aborted) tell();
  else signal?.addEventListener('abort', tell, { once: true });
  return {
    stop,
    forget() {
      signal?.removeEventListener('abort', tell);
      clearTimeout(timer);
    },
  };
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
