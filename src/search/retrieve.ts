import { reciprocalRankFusion } from './fuse.js';
import type { PassageStore, Scope, StoredPassage, VectorIndex } from './ports.js';
import { queryTerms } from './terms.js';

/** How many passages each search gives, and how many of the fused list are looked into. */
const SEARCHED = 50;
const KEPT = 30;

/** A passage that may hold the answer, with what each search made of it. */
export interface Candidate {
  readonly passage: StoredPassage;
  /** Cosine similarity with the question; 0 where the passage is not among the nearest. */
  readonly dense: number;
  /** BM25 of the passage; 0 where it isn't among the best. */
  readonly bm25: number;
}

export interface Retrieved {
  readonly terms: readonly string[];
  readonly vector: Float32Array;
  /** Best first. */
  readonly candidates: readonly Candidate[];
  /** BM25 of single sentences by sentence id; 0 for those not listed. */
  readonly sentenceBm25: ReadonlyMap<number, number>;
}

/**
 * The passages closest to a question: by meaning (HNSW), by words (BM25), and by the words of their best sentence, fused
 * by rank. Passages of the article `without` are left out; with a `scope`, all others but its own are.
 */
export function retrieve(
  question: string,
  vector: Float32Array,
  index: VectorIndex,
  store: PassageStore,
  without?: string,
  scope?: Scope,
): Retrieved {
  const terms = queryTerms(question);
  const among = scope && store.passageIdsWithin(scope);
  const dense = new Map(index.search(vector, SEARCHED, among).map((hit) => [hit.id, hit.score]));
  const bm25 = new Map(store.searchPassages(terms, SEARCHED, among).map((hit) => [hit.id, hit.score]));
  const sentences = store.searchSentences(terms, SEARCHED, among);
  const bySentence = new Set(sentences.map((hit) => hit.passageId));
  const fused = reciprocalRankFusion([[...dense.keys()], [...bm25.keys()], [...bySentence]]).slice(0, KEPT);
  const candidates = store
    .passages(fused.map((hit) => hit.id))
    .filter((passage) => passage.articleId !== without)
    .map((passage) => ({ passage, dense: dense.get(passage.id) ?? 0, bm25: bm25.get(passage.id) ?? 0 }));
  return { terms, vector, candidates, sentenceBm25: new Map(sentences.map((hit) => [hit.id, hit.score])) };
}
