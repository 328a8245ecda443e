import type { StoredSentence } from '../search/ports.js';
import { dotQuantized } from '../search/quantize.js';
import type { Retrieved } from '../search/retrieve.js';
import { indexTerms } from '../search/terms.js';
import { expectationOf, meets } from './expectation.js';

/** What the ranking knows of a sentence; every value from 0 to 1, higher where the sentence looks more like the answer. */
export interface Features {
  /** Cosine of question and sentence. */
  readonly sentenceDense: number;
  /** Cosine of question and passage. */
  readonly passageDense: number;
  /** BM25 of the sentence, as a share of the best sentence's. */
  readonly sentenceBm25: number;
  /** BM25 of the passage, as a share of the best passage's. */
  readonly passageBm25: number;
  /** Share of the question's terms that the sentence holds, weighted by how rare they are. */
  readonly coverage: number;
  /** The same for the sentence with its neighbours, heading and title. */
  readonly contextCoverage: number;
  /** 1 when the sentence holds the kind of thing that is asked for, 0 when not, a half when the question doesn't tell. */
  readonly expected: number;
}

export interface RankedSentence {
  readonly sentence: StoredSentence;
  readonly heading?: string;
  readonly features: Features;
}

/** What weighing terms needs to know of the whole index. */
export interface TermStatistics {
  readonly sentenceCount: number;
  sentenceFrequency(term: string): number;
}

/** Features of every sentence of the candidate passages. */
export function featuresOf(question: string, retrieved: Retrieved, statistics: TermStatistics): RankedSentence[] {
  const { terms, vector, candidates, sentenceBm25 } = retrieved;
  const weights = new Map(terms.map((term) => [term, inverseFrequency(term, statistics)]));
  const bestSentence = Math.max(...sentenceBm25.values(), Number.EPSILON);
  const bestPassage = Math.max(...candidates.map((candidate) => candidate.bm25), Number.EPSILON);
  const expectation = expectationOf(question);
  return candidates.flatMap(({ passage, dense, bm25 }) => {
    const held = passage.sentences.map((sentence) => new Set(indexTerms(sentence.text)));
    const around = new Set(indexTerms(`${passage.title}\n${passage.heading ?? ''}`));
    return passage.sentences.map((sentence, at) => {
      const neighbours = held.slice(Math.max(0, at - 1), at + 2);
      const features: Features = {
        sentenceDense: clamp(dotQuantized(vector, sentence.vector)),
        passageDense: clamp(dense),
        sentenceBm25: (sentenceBm25.get(sentence.id) ?? 0) / bestSentence,
        passageBm25: bm25 / bestPassage,
        coverage: share(weights, (term) => held[at]?.has(term) ?? false),
        contextCoverage: share(weights, (term) => around.has(term) || neighbours.some((each) => each.has(term))),
        expected: expectation ? Number(meets(expectation, sentence.text, question)) : 0.5,
      };
      return { sentence, features, ...(passage.heading && { heading: passage.heading }) };
    });
  });
}

/** BM25's inverse document frequency with sentences as documents (Robertson and Zaragoza 2009), never negative. */
function inverseFrequency(term: string, { sentenceCount, sentenceFrequency }: TermStatistics): number {
  const frequency = sentenceFrequency(term);
  return Math.log(1 + (sentenceCount - frequency + 0.5) / (frequency + 0.5));
}

function share(weights: ReadonlyMap<string, number>, holds: (term: string) => boolean): number {
  let all = 0;
  let held = 0;
  for (const [term, weight] of weights) {
    all += weight;
    if (holds(term)) held += weight;
  }
  return all === 0 ? 0 : held / all;
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}
