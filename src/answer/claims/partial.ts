import type { Span } from '../../article/model/article.js';

/** How many characters before a figure are searched for words that make it a part. */
const BEFORE = 40;

/** Words before a figure that make it a part of a total, a rate, or a change. */
const PARTIAL =
  /\b(?:first|initial|second|third|last|another|additional|further|extra|more|other|separate|new|remaining|small(?:er)?|some of|of (?:them|these|those|which|whom)|including|each|every|per|daily|by)\b[^,;:.]*$/i;
/** Words after a figure that make it a rate. */
const RATE =
  /^[^,;:.]*\b(?:each|every|per|(?:a|an) (?:second|minute|hour|day|week|month|year)|daily|yearly|annually)\b/i;

/** Whether a figure is only a part, although the question asks for the total. */
export function isPart(sentence: string, { start }: Span, question: string): boolean {
  return PARTIAL.test(sentence.slice(Math.max(0, start - BEFORE), start)) && !PARTIAL.test(question);
}

/** Whether a figure is a rate, although the question does not ask for one. */
export function isRate(sentence: string, { end }: Span, question: string): boolean {
  return RATE.test(sentence.slice(end)) && !RATE.test(question);
}
