import type { Answer, Quote } from '../../answer/quoting/answer.js';
import { cited } from '../../answer/quoting/quotes.js';
import type { Askable } from '../../app/verbatim.js';
import type { Article } from '../../article/model/article.js';
import { memoize } from '../../runtime/memoize.js';
import type { ShownAnswer } from '../../state/shown.js';
import type { Lost } from './answer.js';

/** What an answer was limited to, whether it is a comparison, and whether it shows additional quotes. */
export type Origin = Pick<ShownAnswer, 'source' | 'sides' | 'isMore'>;

/** An answer whose quotes are exact slices of the current articles. Cards are made of checked answers only. */
export interface CheckedAnswer {
  readonly answer: Answer;
  readonly origin: Origin;
  /** The outcome when the answer was first shown. Quotes may have been lost since. */
  readonly outcome: Answer['kind'];
  /** Quotes that were shown before and have changed since. */
  readonly lost: readonly Lost[];
  /** Whether nothing was lost, not even an article that makes the same claim. */
  readonly isWhole: boolean;
  /** The quoted articles, as read for the check. */
  readonly articleOf: (id: string) => Article | undefined;
}

/** Checks a new answer and drops quotes that have changed since it was found. Reads each quoted article once. */
export function checked(found: Answer, articles: Askable, origin: Origin = {}): CheckedAnswer {
  const articleOf = memoize(articles.source);
  const answer = citedAnew(articles.verified(found, articleOf), articleOf);
  return { answer, origin, outcome: answer.kind, lost: [], isWhole: true, articleOf };
}

/** The answer with these quotes; its outcome is `nothing` if there are none. */
export function withQuotes(
  { kind, confidence, differ }: Pick<Answer, 'kind' | 'confidence'> & { readonly differ?: true | undefined },
  [first, ...rest]: readonly Quote[],
): Answer {
  if (kind === 'nothing' || !first) return { kind: 'nothing', confidence, quotes: [] };
  return { kind, confidence, quotes: [first, ...rest], ...(differ && rest.length > 0 && { differ }) };
}

/** Updates title, address and date, which may have changed although the quoted text has not. */
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
