import { expect, test } from 'vitest';
import {
  auroc,
  calibration,
  hitAt,
  inMix,
  precisionAtOne,
  type Ranked,
  reciprocalRank,
  riskAt,
  riskCoverage,
} from '../../tools/evaluation/measuring/metrics.js';

const results: Ranked[] = [
  { rightAt: 0, certainty: 0.9 },
  { rightAt: 0, certainty: 0.8 },
  { rightAt: 4, certainty: 0.7 },
  { rightAt: undefined, certainty: 0.1 },
];

test('shares of right results are counted up to their depth', () => {
  expect(precisionAtOne(results)).toBe(0.5);
  expect(hitAt(5, results)).toBe(0.75);
  expect(hitAt(4, results)).toBe(0.5);
  expect(reciprocalRank(10, results)).toBeCloseTo((1 + 1 + 1 / 5) / 4);
});

test('risk is counted over the questions with the most certainty', () => {
  expect(riskAt(0.5, results)).toBe(0);
  expect(riskAt(0.75, results)).toBeCloseTo(1 / 3);
  expect(riskAt(1, results)).toBe(0.5);
});

test('the area under the ROC curve is how often a positive is above a negative, ties counted half', () => {
  expect(auroc([3, 4], [1, 2])).toBe(1);
  expect(auroc([1, 2], [3, 4])).toBe(0);
  expect(auroc([1, 3], [2])).toBe(0.5);
  expect(auroc([1, 1], [1])).toBe(0.5);
  expect(auroc([2, 1, 1], [1, 0])).toBeCloseTo((2 + 1.5 + 1.5) / 6);
});

test('calibration compares what was claimed with how often it was right', () => {
  const claims = (claimed: number, right: number, wrong: number) => [
    ...Array.from({ length: right }, () => ({ claimed, right: true, share: 1 })),
    ...Array.from({ length: wrong }, () => ({ claimed, right: false, share: 1 })),
  ];
  expect(calibration([...claims(0.75, 3, 1), ...claims(0.25, 1, 3)]).error).toBeCloseTo(0);
  expect(calibration([...claims(0.95, 0, 4), ...claims(0.05, 0, 4)]).error).toBeCloseTo(0.5);
});

test('risk falls with coverage as the least certain answers are left out, and any answer to an unanswerable question is wrong', () => {
  const claims = inMix(0.5, [
    { claimed: 0.9, right: true, answerable: true },
    { claimed: 0.5, right: false, answerable: true },
    { claimed: 0.5, right: false, answerable: false },
  ]);
  expect(claims.map(({ share }) => share)).toEqual([0.25, 0.25, 0.5]);
  expect(riskCoverage(claims)).toEqual([
    { claimed: 0.9, coverage: 0.25, risk: 0 },
    { claimed: 0.5, coverage: 1, risk: 0.75 },
  ]);
});
