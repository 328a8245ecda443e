import { QuestionError } from '../errors.js';
import type { PassageStore, VectorIndex } from '../search/ports.js';
import { retrieve } from '../search/retrieve.js';
import { confidenceOf, outcomeOf } from './decide.js';
import { featuresOf } from './features.js';
import { chooseQuotes } from './quotes.js';
import { rank } from './rank.js';
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

/** Answers a checked question, given its vector, from one generation. Synchronous: nothing can be swapped meanwhile. */
export function answer(question: string, vector: Float32Array, vectors: VectorIndex, store: PassageStore): Answer {
  const articleOf = memoize((id: string) => store.article(id));
  const retrieved = retrieve(question, vector, vectors, store);
  const ranked = rank(featuresOf(question, retrieved, store, (id) => articleOf(id)?.title ?? ''));
  const best = ranked[0];
  const confidence = best ? confidenceOf(best) : 0;
  const kind = outcomeOf(confidence);
  const [first, ...rest] = kind === 'nothing' ? [] : chooseQuotes(ranked, articleOf);
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
