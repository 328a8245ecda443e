import type { Answer } from '../answer/types.js';
import type { NumberedQuestion } from './questions.js';

/** The line that scripts read; its shape stays as it is. `milliseconds` is the whole time the answer took. */
export function answerLine({ id, question }: NumberedQuestion, answer: Answer, milliseconds: number): string {
  const quotes = answer.quotes.map(({ articleId: article, start, end, text, score, citation }) => {
    return { article, start, end, text, score, citation };
  });
  const { kind, confidence } = answer;
  return JSON.stringify({ id, question, kind, confidence, quotes, ms: Math.round(10 * milliseconds) / 10 });
}
