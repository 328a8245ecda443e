import type { Hit, PassageStore, Scope, StoredPassage, VectorIndex } from '../ports.js';
import { dotQuantized } from '../vectors/quantize.js';
import { reciprocalRankFusion } from './fuse.js';

/** The fused lists of passages, best first: by meaning and by words, each for whole passages and for their best sentences. */
export const LISTS = ['passageDense', 'sentenceDense', 'passageBm25', 'sentenceBm25'] as const;
export type ListName = (typeof LISTS)[number];
/** Weight of each list; fitted (`models/ranking.json`). */
export type FusionWeights = Readonly<Record<ListName, number>>;

/** Number of passages that each search returns, and number of passages kept from the fused list. */
const SEARCHED = 50;
const KEPT = 30;
/** The first passages of each list are always kept, whatever their rank in the others. */
const SURVIVORS = 5;
/** Number of nearest passages whose sentences are compared individually with the question, for the dense sentence list. */
const COMPARED = 200;
/** The search is repeated with this many times as many passages if most results are copies. */
const WIDER = 8;

/** A passage that may hold the answer. */
export interface Candidate {
  readonly passage: StoredPassage;
  /** Cosine similarity with the question; 0 if the passage is not among the nearest. */
  readonly dense: number;
}

export interface Retrieved {
  readonly terms: readonly string[];
  readonly vector: Float32Array;
  /** Best first. */
  readonly candidates: readonly Candidate[];
}

interface RetrieveOptions {
  /** Weight of each list. */
  readonly fusion: FusionWeights;
  /** Id of an article whose passages are excluded. */
  readonly without?: string;
  /** What the search is limited to. */
  readonly scope?: Scope;
}

/**
 * The passages closest to a question, 30 at most. The best of each list are always kept; the others are chosen by weighted
 * reciprocal rank fusion. Of copies of one passage, only the best is kept.
 */
export function retrieve(
  { terms, searchTerms }: { readonly terms: readonly string[]; readonly searchTerms: readonly string[] },
  vector: Float32Array,
  index: VectorIndex,
  store: PassageStore,
  { fusion, without, scope }: RetrieveOptions,
): Retrieved {
  const among = scope && store.passageIdsWithin(scope);
  const search = (count: number) => {
    const { dense, lists } = searchLists(searchTerms, vector, index, store, count, among);
    const fused = reciprocalRankFusion(
      LISTS.map((name) => lists[name]),
      LISTS.map((name) => fusion[name]),
    );
    const survivors = new Set(LISTS.flatMap((name) => lists[name].slice(0, SURVIVORS)));
    const { passages, repeated } = distinct(fused, survivors, store, without);
    return { candidates: passages.map((passage) => ({ passage, dense: dense.get(passage.id) ?? 0 })), repeated };
  };
  let found = search(SEARCHED);
  // If most results were copies, there is more to find.
  if (found.repeated > found.candidates.length) found = search(SEARCHED * WIDER);
  return { terms, vector, candidates: found.candidates };
}

/** The four lists, each with at most `count` passages, and the cosine of each passage that is near in meaning. */
export function searchLists(
  terms: readonly string[],
  vector: Float32Array,
  index: VectorIndex,
  store: PassageStore,
  count = SEARCHED,
  among?: ReadonlySet<number>,
): { dense: ReadonlyMap<number, number>; lists: Readonly<Record<ListName, readonly number[]>> } {
  const near = index.search(vector, Math.max(COMPARED, count), among);
  const bySentence = store
    .sentenceVectors(near.map(({ id }) => id))
    .map(({ passageId, vectors }) => ({
      id: passageId,
      score: Math.max(...vectors.map((each) => dotQuantized(vector, each))),
    }))
    .sort((a, b) => b.score - a.score || a.id - b.id);
  const ids = (hits: readonly { readonly id: number }[]) => hits.slice(0, count).map(({ id }) => id);
  const lists = {
    passageDense: ids(near),
    sentenceDense: ids(bySentence),
    passageBm25: ids(store.searchPassages(terms, count, among)),
    sentenceBm25: [...new Set(store.searchSentences(terms, count, among).map((hit) => hit.passageId))],
  };
  return { dense: new Map(near.map((hit) => [hit.id, hit.score])), lists };
}

/**
 * The first passages of a fused list, and all survivors wherever they are in it. Passages whose sentences are all copies of
 * sentences in earlier passages are skipped and counted.
 */
function distinct(
  fused: readonly Hit[],
  survivors: ReadonlySet<number>,
  store: PassageStore,
  without: string | undefined,
) {
  const passages: StoredPassage[] = [];
  const held = new Set<number>();
  let [room, repeated] = [Math.max(0, KEPT - survivors.size), 0];
  for (const { id } of fused) {
    if (!survivors.has(id) && room === 0) continue;
    const [passage] = store.passages([id]);
    if (passage?.sentences.every(({ same }) => same !== undefined && held.has(same))) {
      repeated++;
      continue;
    }
    if (!survivors.has(id)) room--;
    if (!passage || passage.articleId === without) continue;
    for (const { same } of passage.sentences) if (same !== undefined) held.add(same);
    passages.push(passage);
  }
  return { passages, repeated };
}
