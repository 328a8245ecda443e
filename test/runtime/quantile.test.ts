import { expect, it } from 'vitest';
import { median, quantile } from '../../src/runtime/quantile.js';

it('finds the value below which a share of the values lies, in any order', () => {
  expect(quantile([9, 1, 5, 3, 7], 0.25)).toBe(3);
  expect(median([9, 1, 5, 3, 7])).toBe(5);
  expect([quantile([2, 1], 0), quantile([2, 1], 1)]).toEqual([1, 2]);
  expect(quantile([], 0.5)).toBe(0);
});

it('takes the upper of the two values between which a share ends, or the lower on request', () => {
  const hundred = Array.from({ length: 100 }, (_, at) => at + 1);
  expect([quantile(hundred, 0.5), quantile(hundred, 0.5, 'lower')]).toEqual([51, 50]);
  expect([quantile(hundred, 0.99), quantile(hundred, 0.99, 'lower')]).toEqual([100, 99]);
});
