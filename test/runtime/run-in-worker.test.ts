import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { fromProjectRoot } from '../../src/runtime/project.js';
import {
  type PoolOptions,
  runInWorker,
  type TaskOptions,
  WorkerPool,
} from '../../src/runtime/threads/run-in-worker.js';
import type { WorkerContext } from '../../src/runtime/threads/worker-entry.js';

const TASKS = new URL('./worker-tasks.mjs', import.meta.url);
type Any = (task: unknown, context: WorkerContext<unknown>) => unknown;

const once = (name: string, task?: unknown, options: TaskOptions<unknown> & Pick<PoolOptions, 'memory'> = {}) =>
  runInWorker<Any>(TASKS, task, { name, ...options });

function pool(options: PoolOptions): WorkerPool<Any> {
  const made = new WorkerPool<Any>(TASKS, options);
  onTestFinished(() => made.close());
  return made;
}

afterEach(() => {
  vi.useRealTimers();
});

it('tells how far a task is before it gives the result', async () => {
  const seen: unknown[] = [];
  expect(await once('count', 3, { onProgress: (at) => seen.push(at) })).toBe(3);
  expect(seen).toEqual([1, 2, 3]);
});

it('tells a task to stop when the signal aborts, and gives its reason', async () => {
  const stop = new AbortController();
  const reason = new Error('no longer wanted');
  let told = 0;
  const onProgress = () => {
    told = performance.now();
    stop.abort(reason);
  };
  await expect(once('wait', undefined, { signal: stop.signal, onProgress })).rejects.toBe(reason);
  expect(performance.now() - told).toBeLessThan(4_000);
  await expect(once('wait', undefined, { signal: stop.signal })).rejects.toBe(reason);
});

it('ends a thread that does not stop within the grace period', async () => {
  const stop = new AbortController();
  let outcome: Promise<unknown> | undefined;
  await new Promise<unknown>((resolve) => {
    const options = { signal: stop.signal, onProgress: resolve };
    outcome = once('neverStop', undefined, options).catch((cause: unknown) => cause);
  });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  stop.abort(new Error('no longer wanted'));
  vi.advanceTimersByTime(4_900);
  expect(await Promise.race([outcome, new Promise((resolve) => setImmediate(resolve, 'runs'))])).toBe('runs');
  vi.advanceTimersByTime(200);
  expect(await outcome).toBe(stop.signal.reason);
});

it.each([
  ['takes too long', 'timeout', 'neverStop', undefined, { timeout: 300 }],
  ['fills its heap', 'memory', 'starve', undefined, { memory: 32 }],
  ['lets the process grow too much', 'memory', 'grow', 200, { growth: 50 }],
  ['ends by itself', 'died', 'exit', undefined, {}],
] as const)('says why a thread ended that %s', async (_, why, name, task, limits) => {
  await expect(once(name, task, limits)).rejects.toMatchObject({ name: 'WorkerEndedError', why });
});

it('does what waits for a thread that ended in another', async () => {
  const workers = pool({ keepAlive: 60_000 });
  const [ended, served, hung, last] = await Promise.allSettled([
    workers.run(undefined, { name: 'exit' }),
    workers.run(4, { name: 'double' }),
    workers.run(undefined, { name: 'neverStop', timeout: 500 }),
    workers.run(5, { name: 'double' }),
  ]);
  expect(ended).toMatchObject({ reason: { why: 'died' } });
  expect(served).toMatchObject({ value: 8 });
  expect(hung).toMatchObject({ reason: { why: 'timeout' } });
  expect(last).toMatchObject({ value: 10 });
});

it('a file that can’t be loaded is told by its own error', async () => {
  const nowhere = new URL('./nowhere.mjs', import.meta.url);
  await expect(runInWorker<Any>(nowhere, undefined)).rejects.toMatchObject({
    why: 'died',
    cause: { code: 'ERR_MODULE_NOT_FOUND' },
  });
});

it('lets the process end while a thread is idle', async () => {
  const module = pathToFileURL(fromProjectRoot('dist/src/runtime/threads/run-in-worker.js')).href;
  const code = `
    import { WorkerPool } from ${JSON.stringify(module)};
    const pool = new WorkerPool(new URL(${JSON.stringify(TASKS.href)}), { keepAlive: Infinity });
    process.stdout.write(String(await pool.run(4, { name: 'double' })));`;
  const options = { timeout: 20_000 };
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], options);
  expect(stdout).toBe('8');
});
