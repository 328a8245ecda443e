import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openThread, ThreadFailedError } from '../../src/runtime/threads/serving-thread.js';
import { temporaryFolder } from '../support/folders.js';

const FILE = new URL('./failing-thread.mjs', import.meta.url);

async function open(limit = 10_000) {
  const folder = await temporaryFolder();
  const thread = await openThread<string>(FILE, { folder }, 'ready', limit);
  onTestFinished(() => thread.close());
  return { thread, folder, tries: async (name: string) => (await readFile(path.join(folder, name), 'utf8')).length };
}

it.each(['exit', 'crash', 'starve'])(
  'a task that a thread dies of (%s) is tried again by another, once',
  async (name) => {
    const { thread, tries } = await open(30_000);
    expect(await thread.run(name, false)).toBe('done');
    expect(await tries(name)).toBe(2);
    expect(await thread.run('double', 4)).toBe(8);
  },
);

it('a task that kills every thread fails, and the next one is served', async () => {
  const { thread, tries } = await open();
  const [failed, served] = await Promise.allSettled([thread.run('exit', true), thread.run('double', 4)]);
  expect(failed).toMatchObject({ status: 'rejected', reason: expect.any(ThreadFailedError) });
  expect(await tries('exit')).toBe(2);
  expect(served).toMatchObject({ value: 8 });
});

it('a thread that doesn’t answer is replaced', async () => {
  const { thread, tries } = await open(500);
  expect(await thread.run('hang', false)).toBe('done');
  expect(await tries('hang')).toBe(2);
  await expect(thread.run('hang', true)).rejects.toThrow(ThreadFailedError);
  expect(await thread.run('double', 4)).toBe(8);
});

it('what a task itself throws is thrown, and nothing is tried again', async () => {
  const { thread } = await open();
  await expect(thread.run('refuse', undefined)).rejects.toThrow(RangeError);
  expect(await thread.run('double', 4)).toBe(8);
});

it('while no thread can start, tasks fail soon; once one can, they are served', async () => {
  const { thread, folder } = await open();
  await writeFile(path.join(folder, 'broken'), '');
  const began = performance.now();
  await expect(thread.run('exit', true)).rejects.toThrow(ThreadFailedError);
  await expect(thread.run('double', 4)).rejects.toThrow(ThreadFailedError);
  expect(performance.now() - began).toBeLessThan(5_000);
  await rm(path.join(folder, 'broken'));
  expect(await thread.run('double', 4)).toBe(8);
});
