import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import type { Watch } from './stuck-loop.js';

// Looks whether the main thread's event loop turns; see stuck-loop.ts.
const { turns, period, looks } = workerData as Watch;
let [last, still] = [Atomics.load(turns, 0), 0];

setInterval(() => {
  const now = Atomics.load(turns, 0);
  still = now === last ? still + 1 : 0;
  last = now;
  if (still < looks) return;
  writeSync(
    2,
    `The event loop has stood still for ${Math.round((looks * period) / 1_000)} seconds: the process is ended.\n`,
  );
  process.kill(process.pid, 'SIGKILL');
}, period);
