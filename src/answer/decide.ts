import type { Answer } from './quoting/answer.js';
import { type ConfidenceFeatures, confidenceFeatures } from './ranking/confidence-features.js';
import type { ScoredSentence } from './ranking/rank.js';
import { modeOf, weights } from './ranking/weights.js';

export type ConfidenceWeights = Readonly<Partial<Record<keyof ConfidenceFeatures, number>> & { bias: number }>;

/** Probability that the first ranked sentence answers a question with this many terms, 0 to 1: a logistic regression. */
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

/**
 * At or above `answered`, the first quote is shown as an answer; below `closest`, nothing is shown. Both are fitted together
 * with the weights (tools/evaluation/fitting/thresholds.ts gives the criteria) and measured in docs/QUALITY.md.
 */
export interface Thresholds {
  readonly answered: number;
  readonly closest: number;
}

/** What the thresholds depend on: which readers are loaded, and the operator's own thresholds, if any. */
type ThresholdSource = Parameters<typeof modeOf>[0] & { readonly thresholds?: () => Thresholds | undefined };

/** The operator's own thresholds if set, otherwise those for confidences computed with these models. */
export function thresholds(models: ThresholdSource): Thresholds {
  return models.thresholds?.() ?? weights()[modeOf(models)].thresholds;
}

export function outcomeOf(confidence: number, { answered, closest }: Thresholds): Answer['kind'] {
  if (confidence >= answered) return 'answered';
  return confidence >= closest ? 'closest' : 'nothing';
}
