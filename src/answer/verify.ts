import type { Article } from '../article/types.js';
import type { Answer, Quote } from './types.js';

/** Whether the quote is word for word what its article says there. */
export function isExact(quote: Quote, article: Article | undefined): boolean {
  return article !== undefined && quote.text.length > 0 && article.text.slice(quote.start, quote.end) === quote.text;
}

/** The answer without the quotes that fail the check; `nothing` when none is left. The first quote's loss takes the claim to answer with it. */
export function verify(answer: Answer, articleOf: (id: string) => Article | undefined): Answer {
  if (answer.kind === 'nothing') return answer;
  const [first, ...rest] = answer.quotes.filter((quote) => isExact(quote, articleOf(quote.articleId)));
  if (!first) return { kind: 'nothing', confidence: 0, quotes: [] };
  return { ...answer, kind: first === answer.quotes[0] ? answer.kind : 'closest', quotes: [first, ...rest] };
}
