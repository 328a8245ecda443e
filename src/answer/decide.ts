import { CONFIDENCE_FEATURES, confidenceFeatures } from './confidence-features.js';
import type { ScoredSentence } from './rank.js';
import type { Answer } from './types.js';
import { weights } from './weights.js';

/** At this confidence or above the first quote is shown as an answer; below CLOSEST nothing is shown. */
export const ANSWERED = 0.5;
export const CLOSEST = 0.1;

/** How likely the first of the ranked sentences answers a question of so many terms, 0 to 1: a logistic regression. */
export function confidenceOf(ranked: readonly ScoredSentence[], terms: number): number {
  const [first, ...rest] = ranked;
  if (!first) return 0;
  const logits = ranked.map((each) => each.logit);
  const features = confidenceFeatures([first, ...rest], logits, terms);
  const { confidence } = weights();
  const evidence = CONFIDENCE_FEATURES.reduce((sum, name) => sum + confidence[name] * features[name], confidence.bias);
  return 1 / (1 + Math.exp(-evidence));
}

export function outcomeOf(confidence: number): Answer['kind'] {
  if (confidence >= ANSWERED) return 'answered';
  return confidence >= CLOSEST ? 'closest' : 'nothing';
}
