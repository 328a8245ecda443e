import type { Article, Span } from '../../article/model/article.js';
import { withoutJoins } from '../../article/text/joins.js';
import type { Quote } from './answer.js';

/** What an article holds at a span, with the words cut at line ends in it. */
export function sliceOf(
  { text, joins = [] }: Article,
  { start, end }: Span,
): Pick<Quote, 'start' | 'end' | 'text' | 'joins'> {
  const own = joins.filter((join) => start <= join && join < end);
  return { start, end, text: text.slice(start, end), ...(own.length > 0 && { joins: own }) };
}

/** A quote's text as it is shown: as long as it, with what only cut a word left out (see article/joins.ts). */
export function shownText({ text, start, joins = [] }: Pick<Quote, 'text' | 'start' | 'joins'>): string {
  return withoutJoins(text, start, joins);
}
