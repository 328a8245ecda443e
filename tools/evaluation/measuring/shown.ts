import type { Outcome } from './outcome.js';

/** What people would be shown, as numbers of questions. */
export interface Shown {
  readonly answerable: number;
  /** Questions whose right sentence ranks first, whether or not the confidence suffices to show it. */
  readonly rankedFirst: number;
  readonly rightFirst: number;
  readonly rightInThree: number;
  readonly answered: number;
  readonly answeredRight: number;
  readonly unanswerable: number;
  readonly wronglyAnswered: number;
}

/** Quotes that are shown together. */
const SHOWN = 3;

export function countShown(outcomes: readonly Outcome[]): Shown {
  const answerable = outcomes.filter((each) => each.isAnswerable);
  const unanswerable = outcomes.filter((each) => !each.isAnswerable);
  const answered = answerable.filter(isAnswered);
  return {
    answerable: answerable.length,
    rankedFirst: count(answerable, ({ rightAt }) => rightAt === 0),
    rightFirst: count(answerable, isRightFirst),
    rightInThree: count(answerable, isRightInThree),
    answered: answered.length,
    answeredRight: count(answered, isRightFirst),
    unanswerable: unanswerable.length,
    wronglyAnswered: count(unanswerable, isAnswered),
  };
}

export const isAnswered = ({ shown }: Outcome) => shown?.as === 'answered';
export const isRightFirst = ({ shown }: Outcome) => shown?.rightAt === 0;
export const isRightInThree = ({ shown }: Outcome) => shown?.rightAt !== undefined && shown.rightAt < SHOWN;

export function count(outcomes: readonly Outcome[], is: (outcome: Outcome) => boolean): number {
  return outcomes.filter(is).length;
}
