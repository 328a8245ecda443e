import type { Embedder, PassageStore, Scope, VectorIndex } from '../search/ports.js';
import { retrieve } from '../search/retrieve.js';
import { queryTerms } from '../search/terms.js';
import { confidenceOf, outcomeOf } from './decide.js';
import { disagreement, newestFirst } from './disagreement.js';
import { featuresOf, type RankedSentence } from './features.js';
import { type Filters, scopeOf } from './question.js';
import { chooseQuotes, MOST_QUOTES, quoteEach } from './quotes.js';
import { rank, type ScoredSentence } from './rank.js';
import type { Answer } from './types.js';
import { verify } from './verify.js';

export interface Ranking {
  /** Best first. */
  readonly sentences: readonly ScoredSentence[];
  /** How likely the first of them answers, 0 to 1; 0 when there is none. */
  readonly confidence: number;
}

/** The models that answering needs, behind their ports. */
export interface Models {
  readonly embedder: Embedder;
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

/** The sentences that may answer a checked question, with what the ranking goes by, in no order. */
export async function featuresFor(
  question: string,
  { vectors, store }: Searchable,
  { embedder }: Models,
  { without, scope, signal }: RankOptions = {},
): Promise<RankedSentence[]> {
  const [vector] = await embedder.embed([question], 'query', signal);
  return featuresOf(question, retrieve(question, vector as Float32Array, vectors, store, without, scope), store);
}

/** The same sentences ranked, with the confidence in the first. */
export async function rankSentences(
  question: string,
  searchable: Searchable,
  models: Models,
  options: RankOptions = {},
): Promise<Ranking> {
  const sentences = rank(await featuresFor(question, searchable, models, options));
  return { sentences, confidence: confidenceOf(sentences, queryTerms(question).length) };
}

export interface AnswerOptions {
  readonly filters?: Filters;
  readonly signal?: AbortSignal;
}

/**
 * Answers a checked question from one generation, which has to stay open meanwhile.
 * @throws QuestionError when a filter names what is not there.
 */
export async function answer(
  question: string,
  searchable: Searchable,
  models: Models,
  { filters, signal }: AnswerOptions = {},
): Promise<Answer> {
  const articleOf = memoize((id: string) => searchable.store.article(id));
  const scope = filters && scopeOf(filters, () => searchable.store.summaries());
  const options = { ...(scope && { scope }), ...(signal && { signal }) };
  const { sentences, confidence } = await rankSentences(question, searchable, models, options);
  signal?.throwIfAborted();
  const kind = outcomeOf(confidence);
  if (kind === 'nothing') return { kind, confidence, quotes: [] };
  const embed = (words: readonly string[]) => models.embedder.embed(words, 'query', signal);
  const claims = kind === 'answered' ? await disagreement(question, sentences, MOST_QUOTES, embed) : [];
  const [first, ...rest] =
    claims.length > 0
      ? quoteEach(newestFirst(claims, articleOf), sentences, articleOf, question)
      : chooseQuotes(sentences, articleOf, kind === 'answered' ? question : undefined);
  if (!first) return { kind: 'nothing', confidence, quotes: [] };
  return verify({ kind, confidence, quotes: [first, ...rest], ...(claims.length > 0 && { differ: true }) }, articleOf);
}

function memoize<K, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key) as V;
  };
}
