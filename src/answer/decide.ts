import { type ConfidenceFeatures, confidenceFeatures } from './confidence-features.js';
import type { ScoredSentence } from './rank.js';
import type { Answer } from './types.js';

/**
 * From this confidence on the first quote is shown as an answer: by its own account it is right three times in five there, and
 * measured on clean text far oftener (docs/QUALITY.md). Below CLOSEST, wrong nine times in ten, nothing is shown.
 */
export const ANSWERED = 0.6;
export const CLOSEST = 0.1;

export type ConfidenceWeights = Readonly<Partial<Record<keyof ConfidenceFeatures, number>> & { bias: number }>;

/** How likely the first of the ranked sentences answers a question of so many terms, 0 to 1: a logistic regression. */
export function confidenceOf(ranked: readonly ScoredSentence[], terms: number, weights: ConfidenceWeights): number {
  const [first, ...rest] = ranked;
  if (!first) return 0;
  const features = confidenceFeatures([first, ...rest], terms);
  const { bias, ...named } = weights;
  const evidence = (Object.entries(named) as [keyof ConfidenceFeatures, number][]).reduce(
    (sum, [name, weight]) => sum + weight * features[name],
    bias,
  );
  return 1 / (1 + Math.exp(-evidence));
}

export function outcomeOf(confidence: number): Answer['kind'] {
  if (confidence >= ANSWERED) return 'answered';
  return confidence >= CLOSEST ? 'closest' : 'nothing';
}
