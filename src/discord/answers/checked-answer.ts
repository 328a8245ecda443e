import type { Answer, Quote } from '../../answer/quoting/answer.js';
import { cited } from '../../answer/quoting/quotes.js';
import type { Askable } from '../../app/verbatim.js';
import type { Article } from '../../article/model/article.js';
import { memoize } from '../../runtime/memoize.js';
import type { ShownAnswer } from '../../state/shown.js';
import type { Lost } from './answer.js';

/** What an answer was limited to, whether it is a comparison, and whether it holds further quotes. */
export type Origin = Pick<ShownAnswer, 'source' | 'sides' | 'isMore'>;

/** An answer of which every quote is an exact slice of its article at this moment: what a card is made of. */
export interface CheckedAnswer {
  readonly answer: Answer;
  readonly origin: Origin;
  /** The outcome when it was first shown; quotes may have been lost since. */
  readonly outcome: Answer['kind'];
  /** Quotes that were shown before and no longer stand as they did. */
  readonly lost: readonly Lost[];
  /** Whether nothing of it was lost, not even an article that only says the same. */
  readonly isWhole: boolean;
  /** The articles that it quotes, as they were read for the check. */
  readonly articleOf: (id: string) => Article | undefined;
}

/** A fresh answer without what changed since it was found. Reads each article that it quotes once. */
export function checked(found: Answer, articles: Askable, origin: Origin = {}): CheckedAnswer {
  const articleOf = memoize(articles.source);
  const answer = citedAnew(articles.verified(found, articleOf), articleOf);
  return { answer, origin, outcome: answer.kind, lost: [], isWhole: true, articleOf };
}

/** An outcome with these quotes; without any there is nothing. */
export function withQuotes(
  { kind, confidence, differ }: Pick<Answer, 'kind' | 'confidence'> & { readonly differ?: true | undefined },
  [first, ...rest]: readonly Quote[],
): Answer {
  if (kind === 'nothing' || !first) return { kind: 'nothing', confidence, quotes: [] };
  return { kind, confidence, quotes: [first, ...rest], ...(differ && rest.length > 0 && { differ }) };
}

/** The title, address and date of an article may have changed where the quoted text has not. */
function citedAnew(answer: Answer, articleOf: CheckedAnswer['articleOf']): Answer {
  const anew = ({ citation, also, ...quote }: Quote): Quote => {
    const article = articleOf(quote.articleId);
    return {
      ...quote,
      citation: article ? { ...citation, article: cited(article) } : citation,
      ...(also && { also: also.map(anew) }),
    };
  };
  return withQuotes(answer, answer.quotes.map(anew));
}
