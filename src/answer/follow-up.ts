import { contentWords } from '../search/text/terms.js';
import { LONGEST_QUESTION, withoutFilters } from './question/filters.js';
import { namedIn } from './question/named.js';

/** A question with more content words than this stands alone, even with a pronoun or an introductory word. */
const MAX_WORDS = 3;
/** The same limit for the words after "what about". */
const MAX_NAMED = 6;

const LEAD = /^(?:(?:and|but|so|or|also|then|okay|ok|yes|no)\b[\s,]*)+/i;
const INSTEAD = /^(?:what|how) about\b\s*/i;
const PRONOUN =
  /\b(?:it|its|they|them|their|theirs|he|him|his|she|her|hers|these|those|this|then|else|the same|the latter|(?<!(?:is|are|was|were|be) )there|that(?= *(?:$|[?!.,]|(?:is|are|was|were|has|had|did|does|happen\w*|cause\w*)\b)))\b/i;
/** A pronoun that refers to a name earlier in the same question. */
const OWN_PRONOUN = /(?<= \p{Lu}\p{L}+(?:['’]s)? .*)\b(?:they|them|their|theirs|he|him|his|she|her|hers)\b/gu;
const ASKS =
  /\b(?:who|whom|whose|what|which|when|where|why|how)\b|^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b/i;
/** "How many died?", "Who won?", "How many were hurt?": a question without a subject of its own. */
const ELLIPTIC =
  /^(?:(?:who|what|which|when|where|why|how(?: many| much)?) \p{L}+|how many (?:is|are|was|were|has|have|had|did|do|will|would|could)(?: been| be| got| not)? (?!there\b)\p{L}+)[\s?!.]*$/iu;
/** "And who is Ada Lindqvist?", "And who is the mayor of Port Ellery?" */
const ASKS_OF_NAME = /^(?:[Ww]ho (?:is|are|was|were) .*|[Ww]hat (?:is|are|was|were) (?:the )?)(?<!\p{L})\p{Lu}/u;

/**
 * The question to search with: the question itself or, if it is a follow-up that cannot stand alone, the question with what
 * the previous one was about. A follow-up inherits filters of kinds that it does not set itself.
 * @param previous the previous question, as it was searched with.
 */
export function completeFollowUp(question: string, previous?: string): string {
  // A question that is too long is refused when it is asked.
  if (previous === undefined || question.length > LONGEST_QUESTION) return question;
  return isFollowUp(withoutFilters(question).text) ? completed(question, previous) : question;
}

/**
 * The completed question, for a question that stands alone but may be a follow-up: one content word, no name and no number, as
 * in "What was the cause?". Only the articles can show whether it is one. Undefined for all other questions.
 */
export function possibleFollowUp(question: string, previous?: string): string | undefined {
  if (previous === undefined || question.length > LONGEST_QUESTION) return undefined;
  const { text } = withoutFilters(question);
  const isBare = contentWords(text).length === 1 && namedIn(text).length === 0 && !/["“„«]/u.test(text);
  return isBare && !isFollowUp(text) ? completed(question, previous) : undefined;
}

/** The question with what the previous one was about, and with that one's filters of other kinds. */
function completed(question: string, previous: string): string {
  const now = withoutFilters(question);
  const before = withoutFilters(previous.slice(0, LONGEST_QUESTION));
  const asked = now.text.replace(LEAD, '').replace(INSTEAD, '');
  const kinds = new Set(now.filters.map(kindOf));
  const filters = [...now.filters, ...before.filters.filter((filter) => !kinds.has(kindOf(filter)))];
  const words = ASKS.test(asked)
    ? [asked, ...missing(contentWords(before.text), asked)]
    : [before.text, ...missing(contentWords(asked), before.text)];
  return fitted([...filters, ...words]);
}

/** Whether a question, without its filters, depends on the previous one. */
function isFollowUp(text: string): boolean {
  const rest = text.replace(LEAD, '');
  const named = rest.replace(INSTEAD, '');
  const words = contentWords(named).length;
  if (words === 0) return /[\p{L}\p{N}]/u.test(text);
  if (named !== rest) return words <= MAX_NAMED;
  if (words > MAX_WORDS) return false;
  if (ELLIPTIC.test(rest) && namedIn(rest).length === 0) return true;
  if (PRONOUN.test(rest.replace(OWN_PRONOUN, ''))) return true;
  return rest !== text && !ASKS_OF_NAME.test(rest);
}

function missing(words: readonly string[], text: string): string[] {
  const there = new Set(contentWords(text).map((word) => word.toLowerCase()));
  return words.filter((word) => !there.has(word.toLowerCase()));
}

function kindOf(filter: string): string {
  return filter.slice(0, filter.indexOf(':')).toLowerCase();
}

/** As many of the parts, in order, as fit into a question; the first parts are the question that was asked. */
function fitted(parts: readonly string[]): string {
  let text = parts[0] ?? '';
  for (const part of parts.slice(1)) {
    if (text.length + 1 + part.length > LONGEST_QUESTION) break;
    text += ` ${part}`;
  }
  return text;
}
