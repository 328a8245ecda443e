import { answer } from '../answer/ask.js';
import { ANSWERED } from '../answer/decide.js';
import type { Generation } from '../library/generation.js';
import type { Parts } from '../wiring.js';
import { ANSWERABLE } from './fit-weights.js';
import { type Judge, judgeOver } from './judge.js';
import {
  auroc,
  type Claim,
  calibration,
  hitAt,
  precisionAtOne,
  type Ranked,
  reciprocalRank,
  riskAt,
} from './metrics.js';
import { nearMiss } from './near-miss.js';
import type { BenchQuestion, QuestionSet } from './question-set.js';
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
}

/** What people would be shown. */
export interface Shown {
  readonly answerable: number;
  readonly rightFirst: number;
  readonly rightInThree: number;
  readonly answered: number;
  readonly answeredRight: number;
  readonly unanswerable: number;
  readonly wronglyAnswered: number;
  /** Questions with one word of a name exchanged, so that the articles hardly answer them. */
  readonly nearMisses: number;
  readonly nearMissesAnswered: number;
}

export interface BenchResult {
  readonly questions: number;
  readonly figures: readonly Figures[];
  readonly shown: Shown;
  /** Unanswerable questions, or answerable ones whose article was left out, and how many were given as answered. */
  readonly withoutGold: { readonly asked: number; readonly answered: number };
  readonly calibration: ReturnType<typeof calibration>;
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
  const systems = systemsOver(parts, generation);
  const tallies = new Map(
    systems.map((system) => [system, { ranked: [] as Ranked[], unanswered: [] as number[], seconds: [] as number[] }]),
  );
  const shown = {
    answerable: 0,
    rightFirst: 0,
    rightInThree: 0,
    answered: 0,
    answeredRight: 0,
    unanswerable: 0,
    wronglyAnswered: 0,
    nearMisses: 0,
    nearMissesAnswered: 0,
  };
  const texts = questions.map((each) => each.question);
  for (const [index, question] of questions.entries()) {
    for (const [system, tally] of tallies) await askOne(system, question, isRight, tally);
    const { kind, quotes } = await answer(question.question, generation, parts);
    const right = quotes.map((quote) => isRight(question, quote));
    if (question.gold.length === 0) {
      shown.unanswerable++;
      if (kind === 'answered') shown.wronglyAnswered++;
    } else {
      shown.answerable++;
      if (right[0]) shown.rightFirst++;
      if (right.slice(0, 3).includes(true)) shown.rightInThree++;
      if (kind === 'answered') shown.answered++;
      if (kind === 'answered' && right[0]) shown.answeredRight++;
    }
    const missed = nearMiss(question.question, texts);
    if (missed) {
      shown.nearMisses++;
      if ((await answer(missed, generation, parts)).kind === 'answered') shown.nearMissesAnswered++;
    }
    onQuestion(index + 1);
  }
  const figures = [...tallies].map(([{ name }, { ranked, unanswered, seconds }]): Figures => {
    return {
      system: name,
      precisionAtOne: precisionAtOne(ranked),
      hitAt5: hitAt(5, ranked),
      reciprocalRankAt10: reciprocalRank(10, ranked),
      auroc: auroc(
        ranked.map((each) => each.certainty),
        unanswered,
      ),
      riskAt50: riskAt(0.5, ranked),
      riskAt80: riskAt(0.8, ranked),
      riskAt100: riskAt(1, ranked),
      seconds: median(seconds),
    };
  });
  const [own] = tallies.values();
  const claims = own ? claimsOf(own) : [];
  const unanswered = own?.unanswered ?? [];
  const withoutGold = { asked: unanswered.length, answered: unanswered.filter((each) => each >= ANSWERED).length };
  return { questions: questions.length, figures, shown, withoutGold, calibration: calibration(claims) };
}

/** All confidences that were stated, in the mix of answerable and unanswerable questions that they are calibrated for. */
function claimsOf({ ranked, unanswered }: { ranked: readonly Ranked[]; unanswered: readonly number[] }): Claim[] {
  return [
    ...ranked.map(({ certainty, rightAt }) => {
      return { claimed: certainty, right: rightAt === 0, share: ANSWERABLE / ranked.length };
    }),
    ...unanswered.map((claimed) => ({ claimed, right: false, share: (1 - ANSWERABLE) / unanswered.length })),
  ];
}

async function askOne(
  system: System,
  { question, gold, ...rest }: BenchQuestion,
  isRight: Judge,
  tally: { ranked: Ranked[]; unanswered: number[]; seconds: number[] },
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
