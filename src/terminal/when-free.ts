import { setTimeout as sleep } from 'node:timers/promises';
import { AlreadyIndexingError } from '../runtime/errors.js';

/** Milliseconds between two looks whether another index run has ended. */
const LOOK_AGAIN = 500;

/** Does what no other index run may be under way for, as soon as none is; says on standard error that it waits. */
export async function whenFree<T>(work: () => Promise<T>): Promise<T> {
  for (let isTold = false; ; isTold = true) {
    try {
      return await work();
    } catch (cause) {
      if (!(cause instanceof AlreadyIndexingError)) throw cause;
      if (!isTold) process.stderr.write('The articles are being indexed already: waiting for that to end.\n');
      await sleep(LOOK_AGAIN);
    }
  }
}
