import { answer } from '../answer/ask.js';
import type { Generation } from '../library/generation.js';
import type { Parts } from '../wiring.js';
import { type Judge, judgeOver } from './judge.js';
import { nearMiss } from './near-miss.js';
import type { BenchQuestion, QuestionSet } from './question-set.js';

/** What people would be shown, in numbers of questions. */
export interface Shown {
  readonly answerable: number;
  /** Whose right sentence ranks first, whether or not the confidence is enough to show it. */
  readonly rankedFirst: number;
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

/** Asks every question, and its near miss, as people do, and counts what they would see; `onQuestion` is told after each. */
export async function countShown(
  parts: Parts,
  generation: Generation,
  set: Pick<QuestionSet, 'articles'>,
  questions: readonly BenchQuestion[],
  onQuestion: (done: number) => void = () => {},
): Promise<Shown> {
  const isRight = judgeOver(generation, set);
  const texts = questions.map((each) => each.question);
  let shown: Shown = {
    answerable: 0,
    rankedFirst: 0,
    rightFirst: 0,
    rightInThree: 0,
    answered: 0,
    answeredRight: 0,
    unanswerable: 0,
    wronglyAnswered: 0,
    nearMisses: 0,
    nearMissesAnswered: 0,
  };
  for (const [index, question] of questions.entries()) {
    shown = added(shown, await showOne(parts, generation, question, isRight));
    const missed = nearMiss(question.question, texts);
    if (missed) {
      const { kind } = await answer(missed, generation, parts);
      shown = added(shown, { nearMisses: true, nearMissesAnswered: kind === 'answered' });
    }
    onQuestion(index + 1);
  }
  return shown;
}

type Seen = Partial<Record<keyof Shown, boolean>>;

async function showOne(parts: Parts, generation: Generation, question: BenchQuestion, isRight: Judge): Promise<Seen> {
  let rankedFirst = false;
  const { kind, quotes } = await answer(question.question, generation, parts, {
    onRanking({ sentences: [first] }) {
      rankedFirst = first !== undefined && isRight(question, first.sentence);
    },
  });
  const answered = kind === 'answered';
  if (question.gold.length === 0) return { unanswerable: true, wronglyAnswered: answered };
  const right = quotes.map((quote) => isRight(question, quote));
  return {
    answerable: true,
    rankedFirst,
    rightFirst: right[0] === true,
    rightInThree: right.slice(0, 3).includes(true),
    answered,
    answeredRight: answered && right[0] === true,
  };
}

function added(shown: Shown, seen: Seen): Shown {
  const counts = Object.entries(shown).map(([name, count]) => [
    name,
    count + Number(seen[name as keyof Shown] ?? false),
  ]);
  return Object.fromEntries(counts) as unknown as Shown;
}
