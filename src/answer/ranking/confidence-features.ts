import type { ScoredSentence } from './rank.js';
import type { AllFeatures, Features } from './ranked-sentence.js';

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
  'namesHeld',
] as const satisfies readonly (keyof Features)[];

/** What the confidence is judged by: the best sentence's own features, and how it stands among the others. */
export const CONFIDENCE_FEATURES = [
  ...OF_THE_BEST,
  /** The best sentence's share of all candidates' odds; whether it leads by words, and by meaning. */
  'share',
  'leadsByWords',
  'leadsByMeaning',
  /** One more for each of the question's terms, up to eight, as a share of eight. */
  'terms',
] as const;

/** With a reader: what it makes of the best sentence, and of the one that it likes most. */
export const READING_CONFIDENCE_FEATURES = [
  'readerMargin',
  'readerChance',
  'readerShare',
  'readerPassageShare',
  'readerMost',
] as const;

export type ConfidenceFeatures = Readonly<
  Record<(typeof CONFIDENCE_FEATURES)[number] | (typeof READING_CONFIDENCE_FEATURES)[number], number>
>;

/** For a ranking, best first and not empty, and the number of the question's terms. */
export function confidenceFeatures(
  ranked: readonly [ScoredSentence, ...ScoredSentence[]],
  terms: number,
): ConfidenceFeatures {
  const { features } = ranked[0];
  const own = Object.fromEntries(OF_THE_BEST.map((name) => [name, features[name]])) as Pick<
    Features,
    (typeof OF_THE_BEST)[number]
  >;
  return {
    ...own,
    share: 1 / ranked.reduce((sum, { score }) => sum + score, 0),
    leadsByWords: Number(features.sentenceBm25 > 0.999),
    leadsByMeaning: Number(features.sentenceDenseShare > 0.999),
    terms: Math.min(8, terms) / 8,
    readerMargin: marginOf(features),
    readerChance: features.readerChance ?? 0,
    readerShare: features.readerShare ?? 0,
    readerPassageShare: features.readerPassageShare ?? 0,
    readerMost: Math.max(...ranked.map((each) => marginOf(each.features))),
  };
}

/** From 0 to 1, as what was not read lies below whatever was. */
function marginOf({ readerRead, readerMargin = 0 }: AllFeatures): number {
  return readerRead ? (1 + readerMargin) / 2 : 0;
}
