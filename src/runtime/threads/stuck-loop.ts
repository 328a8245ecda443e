import { Worker } from 'node:worker_threads';

/** What the thread that watches is given. */
export interface Watch {
  /** Counted up by the watched thread while its event loop turns. */
  readonly turns: Int32Array;
  /** Milliseconds between two looks, and looks in a row without a turn after which the process is ended. */
  readonly period: number;
  readonly looks: number;
}

const LOOKS = 10;

/**
 * Ends the process, hard, once this thread's event loop has stood still for `milliseconds`: nothing in the thread itself can notice
 * that, and whatever started the process starts it again. A process that is asleep as a whole is not mistaken for a stuck one.
 * Returns what ends the watch.
 */
export function endWhenStuck(milliseconds: number): () => void {
  const turns = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const period = milliseconds / LOOKS;
  const timer = setInterval(() => Atomics.add(turns, 0, 1), period / 2);
  const workerData: Watch = { turns, period, looks: LOOKS };
  const thread = new Worker(new URL('./stuck-loop-thread.js', import.meta.url), { workerData });
  // Neither keeps the process from ending; without the thread, there is only no watch.
  timer.unref();
  thread.unref();
  thread.on('error', () => {});
  return () => {
    clearInterval(timer);
    void thread.terminate();
  };
}
