import { describe, expect, type TestContext, test } from 'vitest';
import { fullDisk, limitedFiles, readOnly } from '../../tools/reliability/faults/disks.js';
import type { Tried } from '../../tools/reliability/faults/outcomes.js';

function expectClear(tried: Tried, context: TestContext): void {
  if (tried.skipped) context.skip(tried.skipped);
  expect(tried.broken).toEqual([]);
  expect(tried.times).toBeGreaterThan(0);
}

describe('a disk that can’t be written', { timeout: 600_000 }, () => {
  test('because it is full, fails an index run and nothing else', async (context) => {
    const tried = await fullDisk([0, 2_000_000]);
    expectClear(tried, context);
    expect(tried.outcomes.get('one sentence; the old index is in use')).toBeGreaterThanOrEqual(1);
    expect(tried.outcomes.get('there was enough space')).toBeGreaterThanOrEqual(1);
  });

  test('because of a file size limit, has the same effect', async (context) => {
    const tried = await limitedFiles([20_000]);
    expectClear(tried, context);
    expect(tried.outcomes.get('one sentence; the old index is in use')).toBe(1);
  });

  test('because it is read-only, is reported by commands that must write, and stops nothing else', async (context) => {
    expectClear(await readOnly(), context);
  });
});
