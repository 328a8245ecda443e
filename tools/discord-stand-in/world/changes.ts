import { EventEmitter } from 'node:events';

/** Lets tests wait for a state instead of for time to pass. */
export class Changes {
  readonly #emitter = new EventEmitter().setMaxListeners(0);

  /** Call it when something has changed that a test may wait for. */
  notify(): void {
    this.#emitter.emit('change');
  }

  /** Calls `listener` after each change; returns a function that stops this. */
  listen(listener: () => void): () => void {
    this.#emitter.on('change', listener);
    return () => void this.#emitter.off('change', listener);
  }

  /** Resolves with the result of `probe`, immediately or after a change. */
  until<T>(what: string, probe: () => T | undefined, milliseconds = 10_000): Promise<T> {
    return new Promise((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer);
        this.#emitter.off('change', look);
      };
      const look = () => {
        const found = probe();
        if (found === undefined) return;
        stop();
        resolve(found);
      };
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`timed out after ${milliseconds} ms waiting for ${what}`));
      }, milliseconds);
      this.#emitter.on('change', look);
      look();
    });
  }
}
