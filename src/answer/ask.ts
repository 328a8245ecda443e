import { outcomeOf } from './decide.js';
import { newestFirst } from './disagreement.js';
import { type Filters, scopeOf } from './question.js';
import { chooseQuotes, MOST_QUOTES, quoteEach } from './quotes.js';
import { type Models, type Ranking, rankSentences, type Searchable } from './ranking.js';
import type { Answer } from './types.js';
import { verify } from './verify.js';

export interface AnswerOptions {
  readonly filters?: Filters;
  /** Told of the ranking that the quotes are chosen from. */
  readonly onRanking?: (ranking: Ranking) => void;
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
  { filters, onRanking, signal }: AnswerOptions = {},
): Promise<Answer> {
  const articleOf = memoize((id: string) => searchable.store.article(id));
  const scope = filters && scopeOf(filters, () => searchable.store.summaries());
  const options = { ...(scope && { scope }), ...(signal && { signal }) };
  const ranking = await rankSentences(question, searchable, models, options);
  onRanking?.(ranking);
  const { sentences, confidence, claims } = ranking;
  signal?.throwIfAborted();
  const kind = outcomeOf(confidence);
  if (kind === 'nothing') return { kind, confidence, quotes: [] };
  const differ = kind === 'answered' && claims.length > 0;
  const [first, ...rest] = differ
    ? quoteEach(question, newestFirst(claims.slice(0, MOST_QUOTES), articleOf), sentences, articleOf)
    : chooseQuotes(question, sentences, articleOf, kind === 'answered');
  if (!first) return { kind: 'nothing', confidence, quotes: [] };
  return verify({ kind, confidence, quotes: [first, ...rest], ...(differ && { differ }) }, articleOf);
}

function memoize<K, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key) as V;
  };
}
