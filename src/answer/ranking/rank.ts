import type { AllFeatures, RankedSentence } from './ranked-sentence.js';

/** Weights of features, by name. */
export type Weights = Readonly<Partial<Record<keyof AllFeatures, number>>>;

export interface ScoredSentence extends RankedSentence {
  /** Weighted sum of the features; differences between sentences are log odds. */
  readonly logit: number;
  /** Odds relative to the best sentence, 0 to 1. */
  readonly score: number;
}

/** Sentences by score, best first; equal scores by their order in the index. */
export function rank(sentences: readonly RankedSentence[], weights: Weights): ScoredSentence[] {
  const named = Object.entries(weights) as [keyof AllFeatures, number][];
  const logitOf = (features: AllFeatures) =>
    named.reduce((sum, [name, weight]) => sum + weight * (features[name] ?? 0), 0);
  const ranked = sentences
    .map((each) => ({ ...each, logit: logitOf(each.features) }))
    .sort((a, b) => b.logit - a.logit || a.sentence.id - b.sentence.id);
  const best = ranked[0]?.logit ?? 0;
  return ranked.map((each) => ({ ...each, score: Math.exp(each.logit - best) }));
}
