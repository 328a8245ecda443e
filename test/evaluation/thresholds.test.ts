import { expect, test } from 'vitest';
import { chooseThresholds } from '../../tools/evaluation/fitting/thresholds.js';

/** A hundred claims at each hundredth, each right as often as `share` of the claim. */
function claims(share: (claimed: number) => number) {
  return Array.from({ length: 100 }, (_, hundredth) =>
    Array.from({ length: 100 }, (_, at) => {
      const claimed = (hundredth + 0.5) / 100;
      return { claimed, right: at + 0.5 < 100 * share(claimed), share: 1 };
    }),
  ).flat();
}

test('answers are given above the point where at most fifteen in a hundred are wrong, and nothing is shown below one right in a hundred', () => {
  const { answered, closest, at } = chooseThresholds(claims((claimed) => claimed));
  // These claims are calibrated: above t, (1 + t) ⁄ 2 are right, and below it t ⁄ 2.
  expect(answered).toBeCloseTo(0.7, 1);
  expect(Math.abs(closest - 0.02)).toBeLessThanOrEqual(0.01);
  expect(at?.risk).toBeLessThanOrEqual(0.15);
});

test('overconfident claims get a higher threshold, and no answers if none is good enough', () => {
  expect(chooseThresholds(claims((claimed) => claimed ** 2)).answered).toBeGreaterThan(0.8);
  expect(chooseThresholds(claims(() => 0.5)).answered).toBe(1);
});
