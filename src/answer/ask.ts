import { QuestionError } from '../errors.js';
import type { Embedder, PassageStore, VectorIndex } from '../search/ports.js';
import { retrieve } from '../search/retrieve.js';
import { queryTerms } from '../search/terms.js';
import { confidenceOf, outcomeOf } from './decide.js';
import { featuresOf, type RankedSentence } from './features.js';
import { chooseQuotes } from './quotes.js';
import { rank, type ScoredSentence } from './rank.js';
import type { Answer } from './types.js';
import { verify } from './verify.js';

/** Longest question, in UTF-16 units: what fits a model's window several times over. */
export const LONGEST_QUESTION = 1000;

/**
 * The question as it is asked: trimmed, runs of white space made one space.
 * @throws QuestionError when nothing is left of it, or too much.
 */
export function checkQuestion(question: string): string {
  const text = question.replace(/\s+/gu, ' ').trim();
  if (!/[\p{L}\p{N}]/u.test(text))
    throw new QuestionError('Ask a question in words, and I look for it in the articles.');
  if (text.length > LONGEST_QUESTION) {
    throw new QuestionError(
      `That question has ${text.length} characters; I can take up to ${LONGEST_QUESTION}. Ask it shorter.`,
    );
  }
  return text;
}

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
  readonly signal?: AbortSignal;
}

/** The sentences that may answer a checked question, with what the ranking goes by, in no order. */
export async function featuresFor(
  question: string,
  { vectors, store }: Searchable,
  { embedder }: Models,
  { without, signal }: RankOptions = {},
): Promise<RankedSentence[]> {
  const [vector] = await embedder.embed([question], 'query', signal);
  return featuresOf(question, retrieve(question, vector as Float32Array, vectors, store, without), store);
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

/** Answers a checked question from one generation, which has to stay open meanwhile. */
export async function answer(
  question: string,
  searchable: Searchable,
  models: Models,
  signal?: AbortSignal,
): Promise<Answer> {
  const articleOf = memoize((id: string) => searchable.store.article(id));
  const { sentences, confidence } = await rankSentences(question, searchable, models, { ...(signal && { signal }) });
  signal?.throwIfAborted();
  const kind = outcomeOf(confidence);
  const [first, ...rest] = kind === 'nothing' ? [] : chooseQuotes(sentences, articleOf);
  if (kind === 'nothing' || !first) return { kind: 'nothing', confidence, quotes: [] };
  return verify({ kind, confidence, quotes: [first, ...rest] }, articleOf);
}

function memoize<K, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key) as V;
  };
}
