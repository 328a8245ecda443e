import { thresholds } from '../answer/decide.js';
import type { Generation } from '../library/generation.js';
import type { Parts } from '../wiring.js';
import { ANSWERABLE } from './fit-weights.js';
import { type Judge, judgeOver } from './judge.js';
import {
  auroc,
  type Claim,
  calibration,
  hitAt,
  inMix,
  precisionAtOne,
  type Ranked,
  type RiskAtCoverage,
  reciprocalRank,
  riskAt,
  riskCoverage,
} from './metrics.js';
import type { BenchQuestion, QuestionSet } from './question-set.js';
import { countShown, type Shown } from './shown.js';
import { type System, systemsOver } from './systems.js';

/** One system's figures over the questions that the articles answer. */
export interface Figures {
  readonly system: string;
  readonly precisionAtOne: number;
  readonly hitAt5: number;
  readonly reciprocalRankAt10: number;
  /** Certainty where the articles answer against where they don't: the gold article left out, or an unanswerable question. */
  readonly auroc: number;
  readonly riskAt50: number;
  readonly riskAt80: number;
  readonly riskAt100: number;
  /** Median seconds a question. */
  readonly seconds: number;
  /** In the mix of answerable and unanswerable questions that confidences are fitted for, at most 200 points of it. */
  readonly riskCoverage: readonly RiskAtCoverage[];
}

export interface BenchResult {
  readonly questions: number;
  readonly figures: readonly Figures[];
  readonly shown: Shown;
  /** Unanswerable questions, or answerable ones whose article was left out, and how many were given as answered. */
  readonly withoutGold: { readonly asked: number; readonly answered: number };
  readonly calibration: ReturnType<typeof calibration>;
  /** Where Verbatim's curve of risk against coverage meets the confidence from which it answers, and shows anything. */
  readonly operating: { readonly answered: RiskAtCoverage; readonly closest: RiskAtCoverage };
}

interface Tally {
  readonly ranked: Ranked[];
  readonly unanswered: number[];
  readonly seconds: number[];
}

/** Asks every question of every system, in the same run; `onQuestion` is told after each. */
export async function runBench(
  parts: Parts,
  generation: Generation,
  set: Pick<QuestionSet, 'articles'>,
  questions: readonly BenchQuestion[],
  onQuestion: (done: number) => void = () => {},
): Promise<BenchResult> {
  const isRight = judgeOver(generation, set);
  const measured: { system: System; tally: Tally }[] = systemsOver(parts, generation).map((system) => {
    return { system, tally: { ranked: [], unanswered: [], seconds: [] } };
  });
  for (const [index, question] of questions.entries()) {
    for (const { system, tally } of measured) await askOne(system, question, isRight, tally);
    onQuestion((index + 1) / 2);
  }
  const shown = await countShown(parts, generation, set, questions, (done) =>
    onQuestion((questions.length + done) / 2),
  );
  const own = measured[0]?.tally ?? { ranked: [], unanswered: [], seconds: [] };
  const { answered, closest } = thresholds(parts);
  const claims = claimsOf(own);
  return {
    questions: questions.length,
    figures: measured.map(({ system, tally }) => figuresOf(system.name, tally)),
    shown,
    withoutGold: { asked: own.unanswered.length, answered: own.unanswered.filter((each) => each >= answered).length },
    calibration: calibration(claims),
    operating: { answered: operatingPoint(claims, answered), closest: operatingPoint(claims, closest) },
  };
}

function figuresOf(system: string, tally: Tally): Figures {
  const { ranked, unanswered, seconds } = tally;
  const certainties = ranked.map((each) => each.certainty);
  const curve = riskCoverage(claimsOf(tally));
  const step = Math.ceil(curve.length / 200);
  return {
    system,
    precisionAtOne: precisionAtOne(ranked),
    hitAt5: hitAt(5, ranked),
    reciprocalRankAt10: reciprocalRank(10, ranked),
    auroc: auroc(certainties, unanswered),
    riskAt50: riskAt(0.5, ranked),
    riskAt80: riskAt(0.8, ranked),
    riskAt100: riskAt(1, ranked),
    seconds: median(seconds),
    riskCoverage: curve.filter((_, at) => at % step === 0 || at === curve.length - 1),
  };
}

/** All confidences that were stated, in the mix of answerable and unanswerable questions that they are calibrated for. */
function claimsOf({ ranked, unanswered }: Tally): Claim[] {
  return inMix(ANSWERABLE, [
    ...ranked.map(({ certainty, rightAt }) => ({ claimed: certainty, right: rightAt === 0, answerable: true })),
    ...unanswered.map((claimed) => ({ claimed, right: false, answerable: false })),
  ]);
}

function operatingPoint(claims: readonly Claim[], threshold: number): RiskAtCoverage {
  const shown = riskCoverage(claims).filter(({ claimed }) => claimed >= threshold);
  return { ...(shown.at(-1) ?? { coverage: 0, risk: 0 }), claimed: threshold };
}

async function askOne(
  system: System,
  { question, gold, ...rest }: BenchQuestion,
  isRight: Judge,
  tally: Tally,
): Promise<void> {
  const started = performance.now();
  const { proposals, certainty } = await system.ask(question);
  tally.seconds.push((performance.now() - started) / 1000);
  if (gold.length === 0) {
    tally.unanswered.push(certainty);
    return;
  }
  const rightAt = proposals.findIndex((proposal) => isRight({ question, gold, ...rest }, proposal));
  tally.ranked.push({ rightAt: rightAt < 0 ? undefined : rightAt, certainty });
  const [first] = gold;
  // A quote from a shared folder may be answered by another article as well: only paragraphs can be left out.
  if (first && 'start' in first) tally.unanswered.push((await system.ask(question, first.articleId)).certainty);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
