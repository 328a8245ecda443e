import type { Article } from '../../article/model/article.js';
import type { Answer, Quote } from './answer.js';

/** Whether the quote is exactly what its article has at that span. */
export function isExact(quote: Quote, article: Article | undefined): boolean {
  return article !== undefined && quote.text.length > 0 && article.text.slice(quote.start, quote.end) === quote.text;
}

/**
 * The answer without the quotes that fail the check; `nothing` if none is left. If the first quote fails, the outcome is at
 * most `closest`; an answer whose articles differ needs two quotes.
 */
export function verify(answer: Answer, articleOf: (id: string) => Article | undefined): Answer {
  if (answer.kind === 'nothing') return answer;
  const [first, ...rest] = exact(answer.quotes, articleOf);
  const { searchedAs } = answer;
  if (!first) return { kind: 'nothing', confidence: 0, quotes: [], ...(searchedAs && { searchedAs }) };
  const { differ, ...others } = answer;
  const kind = isExact(answer.quotes[0], articleOf(answer.quotes[0].articleId)) ? answer.kind : 'closest';
  return { ...others, kind, quotes: [first, ...rest], ...(differ && rest.length > 0 && { differ }) };
}

function exact(quotes: readonly Quote[], articleOf: (id: string) => Article | undefined): Quote[] {
  return quotes
    .filter((quote) => isExact(quote, articleOf(quote.articleId)))
    .map(({ also, ...quote }) => {
      const left = exact(also ?? [], articleOf);
      return { ...quote, ...(left.length > 0 && { also: left }) };
    });
}
