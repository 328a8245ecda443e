import { appendFileSync, existsSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

// A thread that does as it is told, for the tests of what becomes of it.
if (existsSync(`${workerData.folder}/broken`)) throw new Error('this thread can’t start');

export const ready = () => 'ready';
export const double = (number) => 2 * number;
export const refuse = () => {
  throw new RangeError('refused');
};

function begun(name) {
  const file = `${workerData.folder}/${name}`;
  const isFirst = !existsSync(file);
  appendFileSync(file, '.');
  return isFirst;
}

/** Each of these goes wrong the first time only, unless `always`. */
const wrong = (name, go) => (always) => (begun(name) || always ? go() : 'done');
export const exit = wrong('exit', () => process.exit(3));
export const crash = wrong('crash', () => {
  setImmediate(() => {
    throw new Error('uncaught');
  });
  return new Promise(() => {});
});
export const hang = wrong('hang', () => {
  for (;;);
});
export const starve = wrong('starve', () => {
  const hoard = [];
  for (;;) hoard.push(new Array(1_000).fill(hoard.length));
});
