import type { Article, Span } from '../../article/model/article.js';
import { withoutJoins } from '../../article/text/joins.js';
import type { Quote } from './answer.js';

/** The part of an article at a span, with the joins inside it. */
export function sliceOf(
  { text, joins = [] }: Article,
  { start, end }: Span,
): Pick<Quote, 'start' | 'end' | 'text' | 'joins'> {
  const own = joins.filter((join) => start <= join && join < end);
  return { start, end, text: text.slice(start, end), ...(own.length > 0 && { joins: own }) };
}

/** A quote's text as shown: the same length, without line-end hyphenation (see src/article/text/joins.ts). */
export function shownText({ text, start, joins = [] }: Pick<Quote, 'text' | 'start' | 'joins'>): string {
  return withoutJoins(text, start, joins);
}
