import { expect, test } from 'vitest';
import { calibration, type RiskAtCoverage } from '../../tools/evaluation/measuring/metrics.js';
import type { BenchResult } from '../../tools/evaluation/measuring/run.js';
import { drawn, reliabilityPlot, riskCoveragePlot } from '../../tools/evaluation/reporting/plots.js';

const curve: RiskAtCoverage[] = [
  { claimed: 0.9, coverage: 0.2, risk: 0 },
  { claimed: 0.1, coverage: 1, risk: 0.5 },
];
const result = {
  calibration: calibration([
    { claimed: 0.9, right: true, share: 1 },
    { claimed: 0.2, right: false, share: 3 },
  ]),
  figures: ['Verbatim', 'BM25 alone'].map((system) => ({ system, riskCoverage: curve })),
  operating: { answered: { claimed: 0.6, coverage: 0.2, risk: 0 }, closest: { claimed: 0.1, coverage: 1, risk: 0.5 } },
} as unknown as BenchResult;

test('the calibration is drawn with a point for each bin, and its error is stated', async () => {
  const svg = await drawn(reliabilityPlot('a-set', result));
  expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  expect(svg).toContain('expected calibration error .175');
  expect(svg.match(/aria-roledescription="circle"/g)).toHaveLength(2);
});

test('each system has its curve of risk against coverage, and both thresholds are marked', async () => {
  const svg = await drawn(riskCoveragePlot('a-set', result));
  for (const text of ['Verbatim', 'BM25 alone', 'answered from 0.6', 'shown from 0.1']) expect(svg).toContain(text);
});
