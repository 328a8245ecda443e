import type { Span } from '../article/types.js';
import { soughtIn } from './sought.js';

/**
 * Which words of a sentence to mark as the answer, as offsets into the article; none when that is not sure.
 * @param reader the span that a reader found in the article, if one did. It is used where it lies in the sentence, unless
 *   another amount in it is of just what is counted.
 */
export function marksOf(question: string, sentence: Span & { readonly text: string }, reader?: Span): Span[] {
  const { start, end, text } = sentence;
  const sought = soughtIn(question, text);
  const found = sought && { start: start + sought.start, end: start + sought.end };
  const isElsewhere = found && reader && (reader.start >= found.end || found.start >= reader.end);
  if (!reader || (isElsewhere && sought.figure && sought.sure)) return found ? [found] : [];
  return reader.start >= start && reader.end <= end ? trimmed(text, start, reader) : [];
}

/** Without the white space, quotation marks and commas around it. */
function trimmed(text: string, offset: number, { start, end }: Span): Span[] {
  const words = text.slice(start - offset, end - offset);
  const from = start + words.length - words.replace(/^[\s"“”‘’«»,;:.]+/u, '').length;
  const to = end - words.length + words.replace(/[\s"“”‘’«»,;:]+$/u, '').length;
  return to > from ? [{ start: from, end: to }] : [];
}
