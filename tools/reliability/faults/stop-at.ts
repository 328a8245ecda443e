// Loaded into a real command before everything else (`node --import`): kills its process right before step FAULT_STEP (from 1) of
// those that change its folder. With FAULT_STEPS, it lists the steps in that file.
import fs, { appendFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { isMainThread } from 'node:worker_threads';
import Database from 'better-sqlite3';

const { EMBEDDINGS_DIR: folder = '', FAULT_STEP: at, FAULT_STEPS: list } = process.env;
let steps = 0;

type Callable = (...args: unknown[]) => unknown;

/** Counts calls of a function of `owner` that concern the folder, and kills the process at the requested one. */
function watch(owner: object, name: string, isStep: (self: unknown, args: unknown[]) => boolean): void {
  const methods = owner as Record<string, Callable>;
  const original = methods[name] as Callable;
  methods[name] = function (this: unknown, ...args: unknown[]) {
    if (!isStep(this, args)) return original.apply(this, args);
    steps++;
    if (list) appendFileSync(list, `${name} ${described(this, args)}\n`);
    if (String(steps) === at) process.kill(process.pid, 'SIGKILL');
    return original.apply(this, args);
  };
}

function described(self: unknown, args: unknown[]): string {
  const where = self instanceof Database ? (self.name.split('/').at(-1) ?? '') : '';
  const what = args
    .filter((arg): arg is string => typeof arg === 'string')
    .map((arg) =>
      arg
        .replace(folder, '')
        .replace(/\d{17}-[0-9a-f]{6}/g, 'ID')
        .replace(/\.\d{5,}/g, '.N'),
    )
    .join(' → ');
  return `${where} ${what.replace(/\s+/g, ' ').trim()}`.trim();
}

const inFolder = (_self: unknown, [file, flags]: unknown[]) =>
  typeof file === 'string' && file.startsWith(folder) && flags !== 'r';
const isOurs = (self: unknown) => (self as Database.Database).name.startsWith(folder);

// The worker thread for questions changes nothing.
if (!isMainThread) {
  for (const name of ['mkdir', 'rename', 'rm', 'open']) watch(fs.promises, name, inFolder);
  for (const name of ['rename', 'open']) watch(fs, name, inFolder);
  for (const name of ['exec', 'close']) watch(Database.prototype, name, isOurs);
  syncBuiltinESMExports();
}
