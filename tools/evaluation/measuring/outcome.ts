import type { Answer } from '../../../src/answer/quoting/answer.js';
import type { Judge, Proposal } from '../../../src/calibration/judge.js';
import { type BenchQuestion, isAnswerable } from '../../../src/calibration/question-set.js';
import type { System } from './systems.js';

/** The outcome of one question. Ranks start at 0, and are undefined if nothing is right. */
export interface Outcome {
  readonly kind: string;
  readonly isAnswerable: boolean;
  readonly certainty: number;
  /** The rank of the first right sentence. */
  readonly rightAt: number | undefined;
  /** Whether the first sentence is in an article that answers. */
  readonly articleFirst: boolean;
  readonly milliseconds: number;
  /** Only for Verbatim. */
  readonly shown?: ShownOutcome;
}

interface ShownOutcome {
  readonly as: Answer['kind'];
  /** The rank of the first right quote. */
  readonly rightAt: number | undefined;
  /** Whether a right sentence was among the candidates. */
  readonly isCandidate: boolean;
}

/** Asks a system one question once. */
export async function outcomeOf(system: System, question: BenchQuestion, isRight: Judge): Promise<Outcome> {
  const started = performance.now();
  const { proposals, certainty, shown, candidates = [] } = await system.ask(question.question);
  const milliseconds = performance.now() - started;
  const right = (proposal: Proposal) => isRight(question, proposal);
  const [first] = proposals;
  return {
    kind: question.kind,
    isAnswerable: isAnswerable(question),
    certainty,
    rightAt: rankOf(proposals, right),
    articleFirst: question.gold.some(({ articleId }) => articleId === first?.articleId),
    milliseconds,
    ...(shown && {
      shown: { as: shown.kind, rightAt: rankOf(shown.quotes, right), isCandidate: candidates.some(right) },
    }),
  };
}

function rankOf(proposals: readonly Proposal[], isRight: (proposal: Proposal) => boolean): number | undefined {
  const at = proposals.findIndex(isRight);
  return at < 0 ? undefined : at;
}
