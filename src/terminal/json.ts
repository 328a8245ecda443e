import type { Answer, Quote } from '../answer/quoting/answer.js';
import type { NumberedQuestion } from './questions.js';

/**
 * A line for scripts. Its format is stable; `searchedAs`, `marks`, `also` and `differ` are present only if they have something to say.
 * `milliseconds` is the total time of the answer.
 */
export function answerLine({ id, question }: NumberedQuestion, answer: Answer, milliseconds: number): string {
  const { kind, confidence, searchedAs } = answer;
  const differ = answer.kind !== 'nothing' && answer.differ;
  const quotes = answer.quotes.map(shownQuote);
  const ms = Math.round(10 * milliseconds) / 10;
  return JSON.stringify({
    id,
    question,
    ...(searchedAs && { searchedAs }),
    kind,
    confidence,
    ...(differ && { differ }),
    quotes,
    ms,
  });
}

function shownQuote({ articleId: article, start, end, text, score, citation, marks, also }: Quote): object {
  return {
    ...{ article, start, end, text, score, citation },
    ...(marks && { marks }),
    ...(also && { also: also.map(shownQuote) }),
  };
}
