import { reciprocalRankFusion } from './fuse.js';
import type { PassageStore, Scope, StoredPassage, VectorIndex } from './ports.js';
import { queryTerms } from './terms.js';

/** How many passages each search gives, and how many of the fused list are looked into. */
const SEARCHED = 50;
const KEPT = 30;

/** A passage that may hold the answer. */
export interface Candidate {
  readonly passage: StoredPassage;
  /** Cosine similarity with the question; 0 where the passage is not among the nearest. */
  readonly dense: number;
}

export interface Retrieved {
  readonly terms: readonly string[];
  readonly vector: Float32Array;
  /** Best first. */
  readonly candidates: readonly Candidate[];
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
  const bm25 = store.searchPassages(terms, SEARCHED, among).map((hit) => hit.id);
  const bySentence = new Set(store.searchSentences(terms, SEARCHED, among).map((hit) => hit.passageId));
  const fused = reciprocalRankFusion([[...dense.keys()], bm25, [...bySentence]]).slice(0, KEPT);
  const candidates = store
    .passages(fused.map((hit) => hit.id))
    .filter((passage) => passage.articleId !== without)
    .map((passage) => ({ passage, dense: dense.get(passage.id) ?? 0 }));
  return { terms, vector, candidates };
}
