import type { Thresholds } from '../answer/decide.js';
import { sample } from './question-set.js';

/** The result of a question that was answered at any confidence. */
export interface Reply {
  readonly isAnswerable: boolean;
  readonly confidence: number;
  /** Whether it counts as an answer above some confidence. */
  readonly mayAnswer: boolean;
  /** Whether the first quote is right, and whether one of the shown quotes is. */
  readonly isRight: boolean;
  readonly isFound: boolean;
}

/** Numbers of questions that result from thresholds. */
export interface Effect {
  readonly answered: number;
  readonly wrong: number;
  readonly answerable: { readonly asked: number; readonly right: number };
  readonly unanswerable: { readonly asked: number; readonly answered: number };
  /** Questions with a right quote among those shown, and how many of those are withheld. */
  readonly found: number;
  readonly withheld: number;
}

const FOLDS = 10;

/**
 * The expected share in further questions of the same kind, given `count` of `total`: the mean under Jeffreys' prior. One right
 * answer does not mean that all further ones are right.
 */
const expected = (count: number, total: number) => (count + 0.5) / (total + 1);

/** The lowest confidence above which at most a share `error` of the answers is expected to be wrong; undefined if there is none. */
export function answeredFrom(replies: readonly Reply[], error: number): number | undefined {
  return curveOf(replies)
    .filter((point) => point.error <= error)
    .at(-1)?.confidence;
}

/** The lowest expected share of wrong answers above any confidence. */
export function leastError(replies: readonly Reply[]): number {
  return Math.min(...curveOf(replies).map((point) => point.error));
}

/** The expected error when answering from each confidence, highest confidence first. */
function curveOf(replies: readonly Reply[]): { confidence: number; error: number }[] {
  const surest = replies.filter((each) => each.mayAnswer).sort((a, b) => b.confidence - a.confidence);
  let wrong = 0;
  return surest.flatMap(({ confidence, isRight }, at) => {
    if (!isRight) wrong += 1;
    // Questions with equal confidence are answered together.
    return surest[at + 1]?.confidence === confidence ? [] : [{ confidence, error: expected(wrong, at + 1) }];
  });
}

/** The highest confidence below which at most a share `error` of the found answers is expected. */
export function shownFrom(replies: readonly Reply[], error: number): number {
  const found = replies.filter((each) => each.isFound).sort((a, b) => a.confidence - b.confidence);
  let least = 0;
  for (const [withheld, { confidence }] of found.entries()) {
    if (expected(withheld, found.length) > error) break;
    least = confidence;
  }
  return least;
}

/** Undefined if no confidence is high enough to answer. */
export function fitThresholds(replies: readonly Reply[], error: number): Thresholds | undefined {
  const answered = answeredFrom(replies, error);
  return answered === undefined ? undefined : { answered, closest: Math.min(answered, shownFrom(replies, error)) };
}

/** The results of thresholds for replies; without thresholds, nothing is answered and everything is shown. */
export function effectOf(replies: readonly Reply[], thresholds: Thresholds | undefined): Effect {
  const { answered: from, closest } = thresholds ?? { answered: Number.POSITIVE_INFINITY, closest: 0 };
  const count = (is: (reply: Reply) => boolean) => replies.filter(is).length;
  const isAnswered = ({ mayAnswer, confidence }: Reply) => mayAnswer && confidence >= from;
  return {
    answered: count(isAnswered),
    wrong: count((each) => isAnswered(each) && !each.isRight),
    answerable: {
      asked: count((each) => each.isAnswerable),
      right: count((each) => isAnswered(each) && each.isRight),
    },
    unanswerable: {
      asked: count((each) => !each.isAnswerable),
      answered: count((each) => isAnswered(each) && !each.isAnswerable),
    },
    found: count((each) => each.isFound),
    withheld: count((each) => each.isFound && each.confidence < closest),
  };
}

/**
 * The results of thresholds fitted to nine tenths of the replies on the other tenth, summed over all tenths. On the questions that
 * they were fitted to, thresholds look too good.
 */
export function crossValidated(replies: readonly Reply[], error: number): Effect {
  // Each tenth has the same share of unanswerable questions.
  const ofBoth = [true, false].map((is) => replies.filter(({ isAnswerable }) => isAnswerable === is));
  const mixed = ofBoth.flatMap((those) => sample(those, those.length, 1));
  const effects = Array.from({ length: FOLDS }, (_, fold) => {
    const [others, held] = [false, true].map((isHeld) => mixed.filter((_, at) => (at % FOLDS === fold) === isHeld));
    return effectOf(held ?? [], fitThresholds(others ?? [], error));
  });
  return effects.reduce((one, other) => ({
    answered: one.answered + other.answered,
    wrong: one.wrong + other.wrong,
    answerable: {
      asked: one.answerable.asked + other.answerable.asked,
      right: one.answerable.right + other.answerable.right,
    },
    unanswerable: {
      asked: one.unanswerable.asked + other.unanswerable.asked,
      answered: one.unanswerable.answered + other.unanswerable.answered,
    },
    found: one.found + other.found,
    withheld: one.withheld + other.withheld,
  }));
}
