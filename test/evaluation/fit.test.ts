import { expect, test } from 'vitest';
import { fitLogistic, fitRanking } from '../../tools/evaluation/fitting/fit.js';

function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647 - 0.5;
  };
}

test('a ranking learns which feature identifies the right candidate, and with which sign', () => {
  const random = noise(1);
  const lists = Array.from({ length: 1000 }, () => {
    const rows = Array.from({ length: 8 }, () => Float64Array.from([random(), random(), random()]));
    const odds = rows.map(([a = 0, b = 0]) => Math.exp(4 * a - 2 * b));
    let drawn = (random() + 0.5) * odds.reduce((sum, each) => sum + each, 0);
    const chosen = odds.findIndex((each) => {
      drawn -= each;
      return drawn <= 0;
    });
    return { rows, right: rows.map((_, at) => at === chosen) };
  });
  const [a = 0, b = 0, c = 0] = fitRanking(lists, 3);
  expect(Math.abs(a - 4)).toBeLessThan(0.5);
  expect(Math.abs(b + 2)).toBeLessThan(0.5);
  expect(Math.abs(c)).toBeLessThan(0.5);
});

test('a logistic regression gives probabilities, and keeps non-negative weights from falling below 0', () => {
  const random = noise(2);
  const rows = Array.from({ length: 4000 }, () => Float64Array.from([random(), random(), 1]));
  const labels = rows.map(([a = 0, b = 0]) => random() + 0.5 < 1 / (1 + Math.exp(-(3 * a - 3 * b - 1))));
  const free = fitLogistic(rows, labels);
  expect(free[0]).toBeCloseTo(3, 0);
  expect(free[1]).toBeCloseTo(-3, 0);
  expect(free[2]).toBeCloseTo(-1, 0);
  expect(fitLogistic(rows, labels, { rising: 2 })[1]).toBe(0);
});
