import { FEATURES, type Features, type RankedSentence } from './features.js';
import { weights } from './weights.js';

export interface ScoredSentence extends RankedSentence {
  /** Weighted sum of the features; differences between sentences are log odds. */
  readonly logit: number;
  /** How it stands beside the best sentence, 0 to 1: their odds. */
  readonly score: number;
}

/** Sentences by score, best first; ties by their order in the index. */
export function rank(sentences: readonly RankedSentence[]): ScoredSentence[] {
  const ranked = sentences
    .map((each) => ({ ...each, logit: logitOf(each.features) }))
    .sort((a, b) => b.logit - a.logit || a.sentence.id - b.sentence.id);
  const best = ranked[0]?.logit ?? 0;
  return ranked.map((each) => ({ ...each, score: Math.exp(each.logit - best) }));
}

function logitOf(features: Features): number {
  const { ranking } = weights();
  return FEATURES.reduce((sum, name) => sum + ranking[name] * features[name], 0);
}
