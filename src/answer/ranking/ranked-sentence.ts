import type { Span } from '../../article/model/article.js';
import type { StoredSentence } from '../../search/ports.js';

/** What the ranking knows of a sentence; every value lies between 0 and 1. */
export const FEATURES = [
  /** Cosine of question and sentence; the same as a share of the best candidate's; cosine of question and passage. */
  'sentenceDense',
  'sentenceDenseShare',
  'passageDense',
  /** BM25 of the sentence, of it with its neighbours, and of the passage, each as a share of the best candidate's. */
  'sentenceBm25',
  'neighbourhoodBm25',
  'passageBm25',
  /** Share of the question's terms, weighted by rarity, in the sentence; in it, its neighbours, heading and title; in the passage with both. */
  'coverage',
  'contextCoverage',
  'passageCoverage',
  /** Whether the question's rarest term is in the sentence; in the passage, heading or title. */
  'rarestHere',
  'rarestNear',
  /** Share of neighbouring terms of the question that stand close together in the sentence. */
  'pairs',
  /** Whether it holds the kind of thing asked for; ½ where the question does not tell. */
  'expected',
  /** 1 ⁄ rank of the passage in the fused list. */
  'passageRank',
  /** Terms in the sentence, 60 or more being 1; whether it has fewer than five. */
  'length',
  'fragment',
  /** Share of its terms that the question does not hold: what it could add. */
  'news',
  /** Whether it opens with a word that points back; whether it is a question itself. */
  'pointsBack',
  'asks',
  /** How far its passage, with title and heading, holds the names and numbers of the question; in part where another of its article's does. */
  'namesHeld',
] as const;

/** What a reader adds for sentences of the passages it has read. */
export const READING_FEATURES = [
  /** Whether it was read at all; the rest is 0 where not. */
  'readerRead',
  /** Log odds, by the reader, of the sentence's best words against "no answer in this passage", in twenties, −1 to 1. */
  'readerMargin',
  /** The same as a probability. */
  'readerChance',
  /** Its share of such odds among all sentences read, "no answer" being one more. */
  'readerShare',
  /** Its share of such odds among the sentences of its passage. */
  'readerPassageShare',
] as const;

export type Features = Readonly<Record<(typeof FEATURES)[number], number>>;
export type AllFeatures = Features & Readonly<Partial<Record<(typeof READING_FEATURES)[number], number>>>;

/** A sentence of a passage found, with what the ranking goes by. */
export interface RankedSentence {
  readonly sentence: StoredSentence;
  /** Of its article; absent where it has none. */
  readonly title?: string;
  readonly heading?: string;
  readonly features: AllFeatures;
  /** The words in it that answer, by the reader that read it last, as offsets into the article. */
  readonly words?: Span;
}
