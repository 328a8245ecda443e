import { auroc } from './metrics.js';
import type { Outcome } from './outcome.js';
import { count, isAnswered, isRightFirst, isRightInThree } from './shown.js';

/** One system's outcomes for the questions of one kind, as numbers of questions. */
export interface KindFigures {
  readonly kind: string;
  readonly isAnswerable: boolean;
  readonly questions: number;
  readonly sentenceFirst: number;
  readonly articleFirst: number;
  /** Only for Verbatim. */
  readonly shown?: {
    /** A right sentence was among the candidates. */
    readonly candidate: number;
    readonly rightFirst: number;
    readonly rightInThree: number;
    readonly answered: number;
    readonly answeredRight: number;
  };
}

/** How often questions of an answerable kind have more certainty than those of an unanswerable kind; undefined kinds mean all. */
export interface KindAuroc {
  readonly of?: string;
  readonly against?: string;
  readonly auroc: number;
}

/** Kinds in order of first occurrence, answerable ones first. */
export function figuresByKind(outcomes: readonly Outcome[]): KindFigures[] {
  return [true, false].flatMap((isAnswerable) => {
    const those = outcomes.filter((each) => each.isAnswerable === isAnswerable);
    return kindsOf(those).map((kind) => ({
      kind,
      isAnswerable,
      ...counted(those.filter((each) => each.kind === kind)),
    }));
  });
}

/** Every answerable kind, and all together, against every unanswerable kind, and all together. */
export function aurocsByKind(outcomes: readonly Outcome[]): KindAuroc[] {
  const answerable = outcomes.filter((each) => each.isAnswerable);
  const others = outcomes.filter((each) => !each.isAnswerable);
  return choices(kindsOf(answerable)).flatMap((of) =>
    choices(kindsOf(others)).map((against) => ({
      ...(of !== undefined && { of }),
      ...(against !== undefined && { against }),
      auroc: auroc(certainties(answerable, of), certainties(others, against)),
    })),
  );
}

function kindsOf(outcomes: readonly Outcome[]): string[] {
  return [...new Set(outcomes.map(({ kind }) => kind))];
}

/** All together, and each kind if there are several. */
function choices(kinds: readonly string[]): (string | undefined)[] {
  return kinds.length > 1 ? [undefined, ...kinds] : [undefined];
}

function certainties(outcomes: readonly Outcome[], kind: string | undefined): number[] {
  return outcomes.filter((each) => kind === undefined || each.kind === kind).map(({ certainty }) => certainty);
}

function counted(outcomes: readonly Outcome[]): Omit<KindFigures, 'kind' | 'isAnswerable'> {
  return {
    questions: outcomes.length,
    sentenceFirst: count(outcomes, ({ rightAt }) => rightAt === 0),
    articleFirst: count(outcomes, ({ articleFirst }) => articleFirst),
    ...(outcomes[0]?.shown && {
      shown: {
        candidate: count(outcomes, ({ shown }) => shown?.isCandidate === true),
        rightFirst: count(outcomes, isRightFirst),
        rightInThree: count(outcomes, isRightInThree),
        answered: count(outcomes, isAnswered),
        answeredRight: count(outcomes, (each) => isAnswered(each) && isRightFirst(each)),
      },
    }),
  };
}
