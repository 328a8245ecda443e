/** A wish to stop that is seen in another thread, where an AbortSignal does not reach. */
export type StopFlag = Int32Array;

/**
 * A flag that is raised when the signal aborts. Threads are asked to stop before they are ended: one that is ended amid what a native
 * library does can take the whole process with it.
 */
export function stopFlag(signal: AbortSignal | undefined): StopFlag {
  const flag = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  signal?.addEventListener('abort', () => Atomics.store(flag, 0, 1), { once: true });
  return flag;
}

/** @throws StoppedError when the flag is raised. */
export function throwIfRaised(flag: StopFlag): void {
  if (Atomics.load(flag, 0) !== 0) throw new StoppedError();
}

/** In the thread: an AbortSignal that follows the flag, within a fraction of a second, until `done`. */
export function signalOf(flag: StopFlag): { readonly signal: AbortSignal; done(): void } {
  const stopping = new AbortController();
  const timer = setInterval(() => {
    if (Atomics.load(flag, 0) !== 0) stopping.abort();
  }, 100);
  return { signal: stopping.signal, done: () => clearInterval(timer) };
}

/** A signal that aborts some milliseconds after another: for ending what did not stop by itself. */
export function later(signal: AbortSignal, milliseconds: number): AbortSignal {
  const late = new AbortController();
  signal.addEventListener('abort', () => setTimeout(() => late.abort(signal.reason), milliseconds).unref(), {
    once: true,
  });
  return late.signal;
}

export class StoppedError extends Error {
  constructor() {
    super('stopped as it was told to');
    this.name = 'StoppedError';
  }
}
