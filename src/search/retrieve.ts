import { reciprocalRankFusion } from './fuse.js';
import type { Hit, PassageStore, Scope, StoredPassage, VectorIndex } from './ports.js';

/** How many passages each search gives, and how many of the fused list are looked into. */
const SEARCHED = 50;
const KEPT = 30;
/** How many times as many are sought where copies fill the list. */
const WIDER = 8;

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
 * by rank; of copies of one passage the best one. Passages of the article `without` are left out; with a `scope`, all others but its own are.
 */
export function retrieve(
  { terms, searchTerms }: { readonly terms: readonly string[]; readonly searchTerms: readonly string[] },
  vector: Float32Array,
  index: VectorIndex,
  store: PassageStore,
  without?: string,
  scope?: Scope,
): Retrieved {
  const among = scope && store.passageIdsWithin(scope);
  const search = (count: number) => {
    const dense = new Map(index.search(vector, count, among).map((hit) => [hit.id, hit.score]));
    const bm25 = store.searchPassages(searchTerms, count, among).map((hit) => hit.id);
    const bySentence = new Set(store.searchSentences(searchTerms, count, among).map((hit) => hit.passageId));
    const fused = reciprocalRankFusion([[...dense.keys()], bm25, [...bySentence]]);
    const { passages, repeated } = distinct(fused, store, without);
    return { candidates: passages.map((passage) => ({ passage, dense: dense.get(passage.id) ?? 0 })), repeated };
  };
  let found = search(SEARCHED);
  // Where most of what was found are copies, there is more to find.
  if (found.repeated > found.candidates.length) found = search(SEARCHED * WIDER);
  return { terms, vector, candidates: found.candidates };
}

/** The best passages but those that hold nothing but sentences of copies that stand in one before; and how many these were. */
function distinct(fused: readonly Hit[], store: PassageStore, without: string | undefined) {
  const passages: StoredPassage[] = [];
  const held = new Set<number>();
  let [looked, repeated] = [0, 0];
  for (const { id } of fused) {
    if (looked === KEPT) break;
    const [passage] = store.passages([id]);
    if (passage?.sentences.every(({ same }) => same !== undefined && held.has(same))) {
      repeated++;
      continue;
    }
    looked++;
    if (!passage || passage.articleId === without) continue;
    for (const { same } of passage.sentences) if (same !== undefined) held.add(same);
    passages.push(passage);
  }
  return { passages, repeated };
}
