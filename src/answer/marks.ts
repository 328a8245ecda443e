import type { Span } from '../article/types.js';
import { soughtIn } from './sought.js';

/**
 * Which words of a sentence to mark as the answer, as offsets into the article; none when that is not sure.
 * @param reader the span that a reader found in the article, if one did; it is used as it is where it lies in the sentence.
 */
export function marksOf(question: string, sentence: Span & { readonly text: string }, reader?: Span): Span[] {
  const { start, end, text } = sentence;
  if (reader) return reader.start >= start && reader.end <= end && reader.end > reader.start ? [reader] : [];
  const sought = soughtIn(question, text);
  return sought ? [{ start: start + sought.start, end: start + sought.end }] : [];
}
