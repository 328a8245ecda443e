import type { Article } from '../../article/model/article.js';
import type { Quote } from '../quoting/answer.js';
import { isExact } from '../quoting/verify.js';
import type { Found, Match } from './found.js';

/** The result without quotes that fail verification; a match is dropped if any of its quotes fails. */
export function verifyFound(found: Found, articleOf: (id: string) => Article | undefined): Found {
  const passes = (quote: Quote) => isExact(quote, articleOf(quote.articleId));
  if (found.kind === 'nothing') return found;
  if (found.kind === 'related') {
    const [first, ...rest] = found.quotes.filter(passes);
    return first ? { kind: 'related', quotes: [first, ...rest] } : { kind: 'nothing' };
  }
  const checked = found.matches.flatMap((match): Match[] => {
    const [first, ...rest] = match.quotes.map(({ also, ...quote }) => {
      const left = also?.filter(passes) ?? [];
      return { ...quote, ...(left.length > 0 && { also: left }) };
    });
    return first && match.quotes.every(passes) ? [{ ...match, quotes: [first, ...rest] }] : [];
  });
  const [first, ...rest] = checked;
  return first ? { kind: 'found', matches: [first, ...rest] } : { kind: 'nothing' };
}
