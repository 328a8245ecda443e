import { setTimeout as sleep } from 'node:timers/promises';
import { AlreadyIndexingError } from '../runtime/errors.js';

/** Milliseconds between two attempts while another index run is in progress. */
const LOOK_AGAIN = 500;

/** Does work that excludes other index runs, as soon as none is in progress; says on standard error that it is waiting. */
export async function whenFree<T>(work: () => Promise<T>): Promise<T> {
  for (let isAnnounced = false; ; isAnnounced = true) {
    try {
      return await work();
    } catch (cause) {
      if (!(cause instanceof AlreadyIndexingError)) throw cause;
      if (!isAnnounced) process.stderr.write('The articles are already being indexed. Waiting for that run to end.\n');
      await sleep(LOOK_AGAIN);
    }
  }
}
