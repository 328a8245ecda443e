import type { Features, RankedSentence } from './features.js';

/**
 * The weights of the ranking: a sentence's score is their weighted mean. BM25 and the dense cosine weigh alike, a
 * sentence's own evidence weighs more than its surroundings'. See docs/QUALITY.md for what each is worth.
 */
export const WEIGHTS: Features = {
  sentenceDense: 2.5,
  passageDense: 1,
  sentenceBm25: 2,
  passageBm25: 1,
  coverage: 1.5,
  contextCoverage: 1,
  expected: 0.7,
};

const TOTAL = Object.values(WEIGHTS).reduce((sum, weight) => sum + weight, 0);

export interface ScoredSentence extends RankedSentence {
  /** 0 to 1. */
  readonly score: number;
}

/** Sentences by score, best first; ties by their order in the index. */
export function rank(sentences: readonly RankedSentence[]): ScoredSentence[] {
  return sentences
    .map((each) => ({ ...each, score: scoreOf(each.features) }))
    .sort((a, b) => b.score - a.score || a.sentence.id - b.sentence.id);
}

function scoreOf(features: Features): number {
  let sum = 0;
  for (const name of Object.keys(WEIGHTS) as (keyof Features)[]) sum += WEIGHTS[name] * features[name];
  return sum / TOTAL;
}
