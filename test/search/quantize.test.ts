import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dotQuantized, quantize } from '../../src/search/vectors/quantize.js';

test('a cosine with a quantized vector is off by less than 0.01', () => {
  const unit = fc
    .array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 384, maxLength: 384 })
    .filter((values) => Math.hypot(...values) > 1e-3)
    .map((values) => Float32Array.from(values, (value) => value / Math.hypot(...values)));
  fc.assert(
    fc.property(unit, unit, (a, b) => {
      const exact = a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
      expect(Math.abs(dotQuantized(a, quantize(b)) - exact)).toBeLessThan(0.01);
    }),
    { numRuns: 50 },
  );
});

test('a vector of zeros survives', () => {
  expect(dotQuantized(new Float32Array(4).fill(0.5), quantize(new Float32Array(4)))).toBe(0);
});
