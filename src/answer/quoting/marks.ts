import type { Span } from '../../article/model/article.js';
import type { AnalysedQuestion } from '../question/analysed-question.js';
import { soughtIn } from '../question/asked-kind.js';
import { fitsType } from './fits-type.js';

/** A word, or digits that points and commas join. Hyphens end a word: the second part of a compound may be the answer. */
const WORD = /\p{N}+(?:[.,]\p{N}+)*|[\p{L}\p{M}]+(?:['’]\p{L}+)?/gu;

/**
 * Which words of a sentence to mark as the answer, as offsets into the article; none when that is not sure.
 * @param reader the span that a reader found in the article, if one did. It is used where it lies in the sentence, unless
 *   another amount in it is of just what is counted; no words that cannot be of the type that the question asks for.
 */
export function marksOf(question: AnalysedQuestion, sentence: Span & { readonly text: string }, reader?: Span): Span[] {
  const { start, end, text } = sentence;
  const fits = (span: Span) =>
    fitsType(question.answerType, { start: span.start - start, end: span.end - start }, text);
  const sought = soughtIn(question, text);
  const found = sought && { start: start + sought.start, end: start + sought.end };
  const seen = reader && (reader.start < start || reader.end > end || fits(reader)) ? reader : undefined;
  const isElsewhere = found && seen && (seen.start >= found.end || found.start >= seen.end);
  if (!seen || (isElsewhere && sought.figure && sought.sure)) return found ? [found] : [];
  return seen.start >= start && seen.end <= end ? trimmed(text, start, wholeWords(text, start, seen)) : [];
}

/** Grown to the ends of the words and figures that it starts and stops in, such as "42,400". */
function wholeWords(text: string, offset: number, span: Span): Span {
  const words = [...text.matchAll(WORD)].map(({ index, 0: word }) => ({
    start: offset + index,
    end: offset + index + word.length,
  }));
  const first = words.find(({ start, end }) => start < span.start && span.start < end);
  const last = words.find(({ start, end }) => start < span.end && span.end < end);
  return { start: first?.start ?? span.start, end: last?.end ?? span.end };
}

/** Without the white space, quotation marks and commas around it. */
function trimmed(text: string, offset: number, { start, end }: Span): Span[] {
  const words = text.slice(start - offset, end - offset);
  const from = start + words.length - words.replace(/^[\s"“”‘’«»,;:.]+/u, '').length;
  const to = end - words.length + words.replace(/[\s"“”‘’«»,;:]+$/u, '').length;
  return to > from ? [{ start: from, end: to }] : [];
}
