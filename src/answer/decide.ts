import type { ScoredSentence } from './rank.js';
import type { Answer } from './types.js';

/** At this confidence or above the first quote is shown as an answer; below CLOSEST nothing is shown. */
export const ANSWERED = 0.5;
export const CLOSEST = 0.05;

/**
 * How likely the best sentence answers the question, 0 to 1: a logistic curve over how much of the question it and its
 * surroundings cover and how near its meaning is.
 */
export function confidenceOf(best: ScoredSentence): number {
  const { coverage, contextCoverage, sentenceDense } = best.features;
  const evidence = 2.5 * coverage + 5 * contextCoverage + 5 * sentenceDense - 8;
  return 1 / (1 + Math.exp(-evidence));
}

export function outcomeOf(confidence: number): Answer['kind'] {
  if (confidence >= ANSWERED) return 'answered';
  return confidence >= CLOSEST ? 'closest' : 'nothing';
}
