import type { Span } from '../../article/model/article.js';
import type { AnalysedQuestion } from '../question/analysed-question.js';
import { typedAnswerIn } from '../question/asked-kind.js';
import { fitsType } from './fits-type.js';

/** A word, or digits joined by points and commas. Hyphens end a word: the second part of a compound may be the answer. */
const WORD = /\p{N}+(?:[.,]\p{N}+)*|[\p{L}\p{M}]+(?:['’]\p{L}+)?/gu;

/**
 * Which words of a sentence to mark as the answer, as offsets into the article; none if uncertain.
 * @param reader the span that the reader found in the article, if any. It is used if it lies in the sentence and fits the
 *   question's answer type, unless another amount in the sentence is exactly of what is counted.
 */
export function marksOf(question: AnalysedQuestion, sentence: Span & { readonly text: string }, reader?: Span): Span[] {
  const { start, end, text } = sentence;
  const fits = (span: Span) =>
    fitsType(question.answerType, { start: span.start - start, end: span.end - start }, text);
  const typed = typedAnswerIn(question, text);
  const found = typed && { start: start + typed.start, end: start + typed.end };
  const seen = reader && (reader.start < start || reader.end > end || fits(reader)) ? reader : undefined;
  const isElsewhere = found && seen && (seen.start >= found.end || found.start >= seen.end);
  if (!seen || (isElsewhere && typed.figure && typed.sure)) return found ? [found] : [];
  return seen.start >= start && seen.end <= end ? trimmed(text, start, wholeWords(text, start, seen)) : [];
}

/** The span extended to whole words and figures, such as "42,400". */
function wholeWords(text: string, offset: number, span: Span): Span {
  const words = [...text.matchAll(WORD)].map(({ index, 0: word }) => ({
    start: offset + index,
    end: offset + index + word.length,
  }));
  const first = words.find(({ start, end }) => start < span.start && span.start < end);
  const last = words.find(({ start, end }) => start < span.end && span.end < end);
  return { start: first?.start ?? span.start, end: last?.end ?? span.end };
}

/** The span without surrounding white space, quotation marks and commas. */
function trimmed(text: string, offset: number, { start, end }: Span): Span[] {
  const words = text.slice(start - offset, end - offset);
  const from = start + words.length - words.replace(/^[\s"“”‘’«»,;:.]+/u, '').length;
  const to = end - words.length + words.replace(/[\s"“”‘’«»,;:]+$/u, '').length;
  return to > from ? [{ start: from, end: to }] : [];
}
