import type { Thresholds } from '../answer/decide.js';
import { sample } from './question-set.js';

/** What came of a question when it was answered however little was sure. */
export interface Reply {
  readonly isAnswerable: boolean;
  readonly confidence: number;
  /** Whether it is called an answer from some confidence on. */
  readonly mayAnswer: boolean;
  /** Whether the first quote is right, and whether one of those shown is. */
  readonly isRight: boolean;
  readonly isFound: boolean;
}

/** Numbers of questions that come of thresholds. */
export interface Effect {
  readonly answered: number;
  readonly wrong: number;
  readonly answerable: { readonly asked: number; readonly right: number };
  readonly unanswerable: { readonly asked: number; readonly answered: number };
  /** Whose right quote would be among those shown, and of which nothing is. */
  readonly found: number;
  readonly withheld: number;
}

const FOLDS = 10;

/**
 * The share of so many of so many, as it is to be expected of more of their like: the mean under Jeffreys' prior. One right answer
 * does not make all further ones right.
 */
const expected = (count: number, total: number) => (count + 0.5) / (total + 1);

/** The lowest confidence from which at most the share `error` of the answers is to be expected wrong; undefined where there is none. */
export function answeredFrom(replies: readonly Reply[], error: number): number | undefined {
  return curveOf(replies)
    .filter((point) => point.error <= error)
    .at(-1)?.confidence;
}

/** The least share of wrong answers that is to be expected from any confidence on. */
export function leastError(replies: readonly Reply[]): number {
  return Math.min(...curveOf(replies).map((point) => point.error));
}

/** From the surest on: what answering from each confidence comes to. */
function curveOf(replies: readonly Reply[]): { confidence: number; error: number }[] {
  const surest = replies.filter((each) => each.mayAnswer).sort((a, b) => b.confidence - a.confidence);
  let wrong = 0;
  return surest.flatMap(({ confidence, isRight }, at) => {
    if (!isRight) wrong += 1;
    // Those of the same confidence are answered together.
    return surest[at + 1]?.confidence === confidence ? [] : [{ confidence, error: expected(wrong, at + 1) }];
  });
}

/** The highest confidence below which at most the share `error` of what is found is to be expected. */
export function shownFrom(replies: readonly Reply[], error: number): number {
  const found = replies.filter((each) => each.isFound).sort((a, b) => a.confidence - b.confidence);
  let least = 0;
  for (const [withheld, { confidence }] of found.entries()) {
    if (expected(withheld, found.length) > error) break;
    least = confidence;
  }
  return least;
}

/** Undefined where no confidence is enough to answer from. */
export function fitThresholds(replies: readonly Reply[], error: number): Thresholds | undefined {
  const answered = answeredFrom(replies, error);
  return answered === undefined ? undefined : { answered, closest: Math.min(answered, shownFrom(replies, error)) };
}

/** What comes of thresholds for replies; without any, nothing is answered and all is shown. */
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
 * What thresholds fitted to nine tenths of the replies come to for the other tenth, all tenths together: on what they were fitted
 * to themselves, they promise too much.
 */
export function crossValidated(replies: readonly Reply[], error: number): Effect {
  // Each tenth has its share of the unanswerable ones.
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
