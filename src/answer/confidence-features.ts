import type { Features, RankedSentence } from './features.js';

const OF_THE_BEST = [
  'sentenceDense',
  'passageDense',
  'coverage',
  'contextCoverage',
  'passageCoverage',
  'rarestHere',
  'rarestNear',
  'pairs',
  'expected',
] as const satisfies readonly (keyof Features)[];

/** What the confidence is judged by: the best sentence's own features, and how it stands among the others. */
export const CONFIDENCE_FEATURES = [
  ...OF_THE_BEST,
  /** The best sentence's share of all candidates' scores (softmax); whether it leads by words, and by meaning. */
  'share',
  'leadsByWords',
  'leadsByMeaning',
  /** One more for each of the question's terms, up to eight, as a share of eight. */
  'terms',
] as const;

export type ConfidenceFeatures = Readonly<Record<(typeof CONFIDENCE_FEATURES)[number], number>>;

/** For a ranking, best first and not empty; `logits` are the sentences' scores before any squashing, in the same order. */
export function confidenceFeatures(
  [best]: readonly [RankedSentence, ...RankedSentence[]],
  logits: readonly number[],
  terms: number,
): ConfidenceFeatures {
  const { features } = best;
  const top = logits[0] ?? 0;
  const own = Object.fromEntries(OF_THE_BEST.map((name) => [name, features[name]])) as Pick<
    Features,
    (typeof OF_THE_BEST)[number]
  >;
  return {
    ...own,
    share: 1 / logits.reduce((sum, logit) => sum + Math.exp(logit - top), 0),
    leadsByWords: Number(features.sentenceBm25 > 0.999),
    leadsByMeaning: Number(features.sentenceDenseShare > 0.999),
    terms: Math.min(8, terms) / 8,
  };
}
