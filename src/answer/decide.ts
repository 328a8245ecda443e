import type { Answer } from './quoting/answer.js';
import { type ConfidenceFeatures, confidenceFeatures } from './ranking/confidence-features.js';
import type { ScoredSentence } from './ranking/rank.js';
import { modeOf, weights } from './ranking/weights.js';

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

/**
 * From `answered` on the first quote is shown as an answer; below `closest` nothing is shown. Both are chosen with the weights
 * (tools/evaluation/thresholds.ts says by what) and measured in docs/QUALITY.md.
 */
export interface Thresholds {
  readonly answered: number;
  readonly closest: number;
}

/** What the thresholds depend on: which readers there are, and the operator's own thresholds where there are such. */
type Deciding = Parameters<typeof modeOf>[0] & { readonly thresholds?: () => Thresholds | undefined };

/** The operator's own thresholds, or else those for confidences given with these models. */
export function thresholds(models: Deciding): Thresholds {
  return models.thresholds?.() ?? weights()[modeOf(models)].thresholds;
}

export function outcomeOf(confidence: number, { answered, closest }: Thresholds): Answer['kind'] {
  if (confidence >= answered) return 'answered';
  return confidence >= closest ? 'closest' : 'nothing';
}
