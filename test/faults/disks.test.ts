import { describe, expect, type TestContext, test } from 'vitest';
import { fullDisk, limitedFiles, readOnly } from '../../tools/reliability/faults/disks.js';
import type { Tried } from '../../tools/reliability/faults/outcomes.js';

function expectClear(tried: Tried, context: TestContext): void {
  if (tried.skipped) context.skip(tried.skipped);
  expect(tried.broken).toEqual([]);
  expect(tried.times).toBeGreaterThan(0);
}

describe('a disk that does not take what is written', { timeout: 600_000 }, () => {
  test('because it is full, costs an index run and nothing else', async (context) => {
    const tried = await fullDisk([0, 2_000_000]);
    expectClear(tried, context);
    expect(tried.outcomes.get('one sentence; the old index is in use')).toBeGreaterThanOrEqual(1);
    expect(tried.outcomes.get('there was enough space')).toBeGreaterThanOrEqual(1);
  });

  test('because no file may grow so large, does the same', async (context) => {
    const tried = await limitedFiles([20_000]);
    expectClear(tried, context);
    expect(tried.outcomes.get('one sentence; the old index is in use')).toBe(1);
  });

  test('because it may only be read, is said by what has to write, and stops nothing else', async (context) => {
    expectClear(await readOnly(), context);
  });
});
