import type { StoredSummary } from '../search/ports.js';
import { outcomeOf } from './decide.js';
import { disagreement, newestFirst } from './disagreement.js';
import { type Filters, NO_FILTERS, scopeOf } from './question.js';
import { chooseQuotes, MOST_QUOTES, quoteEach } from './quotes.js';
import { type Models, type Ranking, rankSentences, type Searchable } from './ranking.js';
import type { Answer } from './types.js';
import { verify } from './verify.js';

export interface AnswerOptions {
  readonly filters?: Filters;
  /** Which articles may be quoted; all when left out. */
  readonly among?: (article: StoredSummary) => boolean;
  /** Quotes at the most, 1 to 10; three when left out. */
  readonly most?: number;
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
  { filters = NO_FILTERS, among, most, onRanking, signal }: AnswerOptions = {},
): Promise<Answer> {
  const articleOf = memoize((id: string) => searchable.store.article(id));
  const scope = scopeOf(filters, () => searchable.store.summaries(), among);
  const options = { ...(scope && { scope }), ...(signal && { signal }) };
  const ranking = await rankSentences(question, searchable, models, options);
  onRanking?.(ranking);
  const { sentences, confidence } = ranking;
  signal?.throwIfAborted();
  const kind = outcomeOf(confidence);
  if (kind === 'nothing') return { kind, confidence, quotes: [] };
  const embed = (words: readonly string[]) => models.embedder.embed(words, 'query', signal);
  const claims = kind === 'answered' ? await disagreement(question, sentences, MOST_QUOTES, embed) : [];
  const [first, ...rest] =
    claims.length > 0
      ? quoteEach(question, newestFirst(claims, articleOf), sentences, articleOf)
      : chooseQuotes(question, sentences, articleOf, kind === 'answered', most);
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
