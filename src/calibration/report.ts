import type { Thresholds } from '../answer/decide.js';
import type { Effect } from './calibrate.js';
import { wilson } from './wilson.js';

interface Calibration {
  /** The share of wrong answers that was asked for. */
  readonly error: number;
  readonly fitted: Thresholds;
  readonly expected: Effect;
  readonly before: Thresholds;
  readonly effectBefore: Effect;
}

/** The fitted thresholds and their expected results. */
export function calibrationReport(
  name: string,
  { error, fitted, expected, before, effectBefore }: Calibration,
): string {
  const { answerable, unanswerable } = expected;
  const asked = answerable.asked + unanswerable.asked;
  return [
    `${name}: ${asked} questions, ${answerable.asked} of them answerable, ${unanswerable.asked} not.`,
    '',
    `Answered above a confidence of ${fitted.answered.toFixed(3)} (now ${before.answered.toFixed(3)}), ` +
      `for at most ${inPercent(error)} wrong answers.`,
    `Shown above a confidence of ${fitted.closest.toFixed(3)} (now ${before.closest.toFixed(3)}), ` +
      `for at most ${inPercent(error)} of the found answers withheld.`,
    '',
    'Expected for further questions like these, with the same share of unanswerable ones (10-fold cross-validation):',
    `  given as answered          ${withRange(expected.answered, asked)}`,
    `  of these wrong             ${withRange(expected.wrong, expected.answered)}`,
    `  answerable ones answered   ${withRange(answerable.right, answerable.asked)}, rightly`,
    `  unanswerable ones answered ${withRange(unanswerable.answered, unanswerable.asked)}`,
    `  found but withheld         ${withRange(expected.withheld, expected.found)}`,
    `With the present thresholds: ${effectBefore.answered} given as answered, ${effectBefore.wrong} of these wrong.`,
    '',
    'The range in brackets contains the true share with 95 % confidence (Wilson); more questions make it narrower.',
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
