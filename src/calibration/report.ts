import type { Thresholds } from '../answer/decide.js';
import type { Effect } from './calibrate.js';
import { wilson } from './wilson.js';

interface Calibration {
  /** The share of wrong answers that was wanted. */
  readonly error: number;
  readonly fitted: Thresholds;
  readonly expected: Effect;
  readonly before: Thresholds;
  readonly effectBefore: Effect;
}

/** What the fitted thresholds are, and what is to be expected of them. */
export function calibrationReport(
  name: string,
  { error, fitted, expected, before, effectBefore }: Calibration,
): string {
  const { answerable, unanswerable } = expected;
  const asked = answerable.asked + unanswerable.asked;
  return [
    `${name}: ${asked} questions, ${answerable.asked} of them answerable, ${unanswerable.asked} not.`,
    '',
    `Answered from a confidence of ${fitted.answered.toFixed(3)} (now ${before.answered.toFixed(3)}), for at most ${inPercent(error)} of the answers wrong.`,
    `Shown from ${fitted.closest.toFixed(3)} (now ${before.closest.toFixed(3)}), for at most ${inPercent(error)} of what is found withheld.`,
    '',
    'To be expected of more questions like these, with as many unanswerable among them (cross-validation in ten parts):',
    `  given as answered          ${withRange(expected.answered, asked)}`,
    `  of these wrong             ${withRange(expected.wrong, expected.answered)}`,
    `  answerable ones answered   ${withRange(answerable.right, answerable.asked)}, rightly`,
    `  unanswerable ones answered ${withRange(unanswerable.answered, unanswerable.asked)}`,
    `  found but withheld         ${withRange(expected.withheld, expected.found)}`,
    `With the thresholds as they are now: ${effectBefore.answered} given as answered, ${effectBefore.wrong} of these wrong.`,
    '',
    'The range in brackets holds the true share with 95 % confidence (Wilson); more questions make it narrower.',
    '',
  ].join('\n');
}

function withRange(count: number, total: number): string {
  if (total === 0) return 'none';
  const { low, high } = wilson(count, total);
  return `${count} of ${total}: ${inPercent(count / total)} (${inPercent(low)} to ${inPercent(high)})`;
}

export function inPercent(share: number): string {
  return `${(100 * share).toFixed(1).replace(/\.0$/, '')} %`;
}
