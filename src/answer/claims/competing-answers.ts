import type { AnalysedQuestion } from '../question/analysed-question.js';
import type { ScoredSentence } from '../ranking/rank.js';
import { saysTheSame } from './same-claim.js';

/** How far down the ranking repetitions are looked for; what stands lower has next to no odds. */
const LOOKED_AT = 20;

/**
 * The ranking as the confidence in its first sentence has to see it: without sentences that repeat the first, or make or
 * repeat one of the `claims` that contradict it. Both speak for an answer being there, so neither is a rival to it. What
 * the first sentence's features say of its lead is put in relation to those left.
 */
export function withCompetingOnly(
  question: AnalysedQuestion,
  ranked: readonly ScoredSentence[],
  claims: readonly ScoredSentence[],
): readonly ScoredSentence[] {
  const [first, ...others] = ranked;
  if (!first) return ranked;
  const sides = [first, ...claims];
  const isAlly = (each: ScoredSentence) =>
    claims.includes(each) || sides.some((side) => saysTheSame(question, side.sentence, each.sentence));
  const allies = new Set(others.slice(0, LOOKED_AT).filter(isAlly));
  if (allies.size === 0) return ranked;
  const rivals = others.filter((each) => !allies.has(each));
  return [amongRivals(first, rivals, [...allies]), ...rivals];
}

function amongRivals(
  first: ScoredSentence,
  rivals: readonly ScoredSentence[],
  allies: readonly ScoredSentence[],
): ScoredSentence {
  const { features } = first;
  const shareOf = (name: 'sentenceBm25' | 'sentenceDenseShare') =>
    features[name] / Math.max(Number.EPSILON, features[name], ...rivals.map((rival) => rival.features[name]));
  const own = features.readerShare ?? 0;
  // All shares, with "no answer", make one.
  const theirs = allies.reduce((sum, ally) => sum + (ally.features.readerShare ?? 0), 0);
  return {
    ...first,
    features: {
      ...features,
      sentenceBm25: shareOf('sentenceBm25'),
      sentenceDenseShare: shareOf('sentenceDenseShare'),
      ...(own > 0 && { readerShare: Math.min(1, own / Math.max(own, 1 - theirs)) }),
    },
  };
}
