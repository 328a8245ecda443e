import type { Reader } from '../reader/types.js';
import type { Embedder, PassageStore, Scope, VectorIndex } from '../search/ports.js';
import { retrieve } from '../search/retrieve.js';
import { queryTerms } from '../search/terms.js';
import { inStage } from '../stages.js';
import { confidenceOf } from './decide.js';
import { disagreement } from './disagreement.js';
import { featuresOf, type RankedSentence } from './features.js';
import { rank, type ScoredSentence, type Weights } from './rank.js';
import { readBest } from './read.js';
import { withRivalsOnly } from './rivals.js';
import { lacksRole } from './role.js';
import { weights } from './weights.js';

/** The models that answering needs, behind their ports; without a reader, the ranking goes by retrieval alone. */
export interface Models {
  readonly embedder: Pick<Embedder, 'embed'>;
  readonly reader?: Pick<Reader, 'read'>;
}

/** What questions are answered from: one generation's vectors and store. */
export interface Searchable {
  readonly vectors: VectorIndex;
  readonly store: PassageStore;
}

export interface RankOptions {
  /** An article to leave out, as measuring how well a missing answer is noticed needs it. */
  readonly without?: string;
  /** What the search is to keep to. */
  readonly scope?: Scope;
  readonly signal?: AbortSignal;
}

export interface Ranking {
  /** Best first. */
  readonly sentences: readonly ScoredSentence[];
  /** How likely the first of them answers, 0 to 1; 0 when there is none. */
  readonly confidence: number;
  /** The sentences that contradict one another on what is asked, in their order; none when the articles agree. */
  readonly claims: readonly ScoredSentence[];
  /** What each feature counted for in the order. */
  readonly weights: Weights;
}

/** The sentences that may answer a checked question, with what the retrieval knows of them, in no order. */
export async function retrieveSentences(
  question: string,
  { vectors, store }: Searchable,
  { embedder }: Models,
  { without, scope, signal }: RankOptions = {},
): Promise<RankedSentence[]> {
  const [vector] = await inStage('embed', () => embedder.embed([question], 'query', signal));
  const found = inStage('search', () => retrieve(question, vector as Float32Array, vectors, store, without, scope));
  return inStage('rank', () => featuresOf(question, found, store));
}

/** What is left of the confidence where nothing is said of the role that is asked for. */
const LACKING_ROLE = 0.5;

/** The same sentences ranked, the best passages read first where there is a reader, with the confidence in the first. */
export async function rankSentences(
  question: string,
  searchable: Searchable,
  models: Models,
  options: RankOptions = {},
): Promise<Ranking> {
  const { embedder, reader } = models;
  const { retrieval, reading } = weights();
  const retrieved = rank(await retrieveSentences(question, searchable, models, options), retrieval.ranking);
  const { ranking, confidence } = reader ? reading : retrieval;
  const sentences = reader
    ? rank(await inStage('read', () => readBest(question, retrieved, reader, options.signal)), reading.ranking)
    : retrieved;
  const embed = (words: readonly string[]) => embedder.embed(words, 'query', options.signal);
  return inStage('judge', async () => {
    const claims = await disagreement(question, sentences, embed);
    const judged = withRivalsOnly(question, sentences, claims);
    const claimed = confidenceOf(judged, queryTerms(question).length, confidence);
    return {
      sentences,
      confidence: lacksRole(question, sentences) ? LACKING_ROLE * claimed : claimed,
      claims,
      weights: ranking,
    };
  });
}
