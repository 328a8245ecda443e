import { median, quantile } from '../../../src/runtime/quantile.js';
import { aurocsByKind, figuresByKind, type KindAuroc, type KindFigures } from './kinds.js';
import {
  ANSWERABLE,
  auroc,
  type Claim,
  hitAt,
  inMix,
  precisionAtOne,
  type RiskAtCoverage,
  reciprocalRank,
  riskAt,
  riskCoverage,
} from './metrics.js';
import type { Outcome } from './outcome.js';

/** The results of one system for all questions. */
export interface Tally {
  readonly outcomes: Outcome[];
  /** Its certainty when a question's article was left out. */
  readonly leftOut: number[];
}

/** One system's figures for the questions that the articles answer. */
export interface Figures {
  readonly system: string;
  readonly precisionAtOne: number;
  readonly hitAt5: number;
  readonly reciprocalRankAt10: number;
  /** Certainty of answerable against unanswerable questions or, if there are none, against questions without their gold article. */
  readonly auroc: number;
  readonly riskAt50: number;
  readonly riskAt80: number;
  readonly riskAt100: number;
  /** The time of a question, over all kinds. */
  readonly milliseconds: { readonly median: number; readonly percentile95: number };
  /** In the mix of answerable and unanswerable questions that confidences are fitted for; at most 200 points. */
  readonly riskCoverage: readonly RiskAtCoverage[];
  readonly kinds: readonly KindFigures[];
  /** Empty if the set has no unanswerable questions. */
  readonly aurocs: readonly KindAuroc[];
}

export function figuresOf(system: string, tally: Tally): Figures {
  const { outcomes } = tally;
  const answerable = outcomes.filter((each) => each.isAnswerable);
  const certainties = answerable.map(({ certainty }) => certainty);
  const curve = riskCoverage(claimsOf(tally));
  const step = Math.ceil(curve.length / 200);
  const times = outcomes.map(({ milliseconds }) => milliseconds);
  return {
    system,
    precisionAtOne: precisionAtOne(answerable),
    hitAt5: hitAt(5, answerable),
    reciprocalRankAt10: reciprocalRank(10, answerable),
    auroc: auroc(certainties, unansweredOf(tally)),
    riskAt50: riskAt(0.5, answerable),
    riskAt80: riskAt(0.8, answerable),
    riskAt100: riskAt(1, answerable),
    milliseconds: { median: median(times), percentile95: quantile(times, 0.95) },
    riskCoverage: curve.filter((_, at) => at % step === 0 || at === curve.length - 1),
    kinds: figuresByKind(outcomes),
    aurocs: outcomes.length > answerable.length ? aurocsByKind(outcomes) : [],
  };
}

/** All stated confidences, in the mix of answerable and unanswerable questions that they are calibrated for. */
export function claimsOf(tally: Tally): Claim[] {
  return inMix(ANSWERABLE, [
    ...tally.outcomes
      .filter((each) => each.isAnswerable)
      .map(({ certainty, rightAt }) => ({ claimed: certainty, right: rightAt === 0, answerable: true })),
    ...unansweredOf(tally).map((claimed) => ({ claimed, right: false, answerable: false })),
  ]);
}

function unansweredOf({ outcomes, leftOut }: Tally): number[] {
  return [...outcomes.filter((each) => !each.isAnswerable).map(({ certainty }) => certainty), ...leftOut];
}
