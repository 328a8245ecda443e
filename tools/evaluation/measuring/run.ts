import { type Thresholds, thresholds } from '../../../src/answer/decide.js';
import type { Parts } from '../../../src/app/wiring.js';
import { askOnce } from '../../../src/calibration/asked.js';
import { judgeOver } from '../../../src/calibration/judge.js';
import { type BenchQuestion, isAnswerable, type QuestionSet } from '../../../src/calibration/question-set.js';
import type { Generation } from '../../../src/library/generations/generation.js';
import { claimsOf, type Figures, figuresOf, type Tally } from './figures.js';
import { calibration, type RiskAtCoverage, riskCoverage } from './metrics.js';
import { nearMiss } from './near-miss.js';
import { outcomeOf } from './outcome.js';
import { countShown, type Shown } from './shown.js';
import { type System, systemsOver } from './systems.js';

/** How many unanswerable questions were asked, and how many of them were answered. */
interface Unanswered {
  readonly asked: number;
  readonly answered: number;
}

export interface BenchResult {
  readonly questions: number;
  readonly figures: readonly Figures[];
  readonly shown: Shown;
  /** For a set without unanswerable questions: its own with their article left out, and with a word of a name replaced. */
  readonly madeUp?: { readonly withoutGold: Unanswered; readonly nearMisses: Unanswered };
  readonly calibration: ReturnType<typeof calibration>;
  readonly thresholds: Thresholds;
  /** The points of Verbatim's risk-coverage curve at the thresholds for answering and for showing anything. */
  readonly operating: { readonly answered: RiskAtCoverage; readonly closest: RiskAtCoverage };
}

/**
 * Asks every system every question once, in the same run; calls `onQuestion` after each. If the set has no unanswerable questions,
 * each is asked again in unanswerable form.
 */
export async function runBench(
  parts: Parts,
  generation: Generation,
  set: Pick<QuestionSet, 'articles' | 'questions'>,
  questions: readonly BenchQuestion[],
  onQuestion: (done: number) => void = () => {},
): Promise<BenchResult> {
  const isRight = judgeOver(generation, set);
  const [verbatim, ...others] = systemsOver(parts, generation).map((system) => {
    return { system, tally: { outcomes: [], leftOut: [] } as Tally };
  }) as [Measured, ...Measured[]];
  const isMakingUp = set.questions.every(isAnswerable);
  const names = set.questions.map(({ question }) => question);
  let nearMisses: Unanswered = { asked: 0, answered: 0 };
  for (const [index, question] of questions.entries()) {
    for (const { system, tally } of [verbatim, ...others]) {
      tally.outcomes.push(await outcomeOf(system, question, isRight));
      if (isMakingUp) tally.leftOut.push(...(await leftOut(system, question)));
    }
    const missed = isMakingUp ? nearMiss(question.question, names) : undefined;
    if (missed !== undefined) {
      const { answer } = await askOnce(missed, generation, parts);
      nearMisses = counting(nearMisses, answer.kind === 'answered');
    }
    onQuestion(index + 1);
  }
  const { answered, closest } = thresholds(parts);
  const claims = claimsOf(verbatim.tally);
  const withoutGold = verbatim.tally.leftOut
    .map((certainty) => certainty >= answered)
    .reduce(counting, { asked: 0, answered: 0 });
  return {
    questions: questions.length,
    figures: [verbatim, ...others].map(({ system, tally }) => figuresOf(system.name, tally)),
    shown: countShown(verbatim.tally.outcomes),
    ...(isMakingUp && { madeUp: { withoutGold, nearMisses } }),
    calibration: calibration(claims),
    thresholds: { answered, closest },
    operating: { answered: operatingPoint(claims, answered), closest: operatingPoint(claims, closest) },
  };
}

interface Measured {
  readonly system: System;
  readonly tally: Tally;
}

/** Only paragraphs can be left out: a quote from a folder of articles may be answered by another article as well. */
async function leftOut(system: System, { question, gold: [first] }: BenchQuestion): Promise<number[]> {
  return first && 'start' in first ? [await system.certaintyWithout(first.articleId, question)] : [];
}

function counting({ asked, answered }: Unanswered, isAnswered: boolean): Unanswered {
  return { asked: asked + 1, answered: answered + Number(isAnswered) };
}

function operatingPoint(claims: ReturnType<typeof claimsOf>, threshold: number): RiskAtCoverage {
  const shown = riskCoverage(claims).filter(({ claimed }) => claimed >= threshold);
  return { ...(shown.at(-1) ?? { coverage: 0, risk: 0 }), claimed: threshold };
}
