import { SCALES } from '../../search/text/numbers.js';
import { contentWords, indexTerms, type Token, tokenize } from '../../search/text/terms.js';
import { namesIn } from '../english/names.js';
import type { Equivalent } from './equivalents.js';

/** A name or number in the question. A text must hold it to be about the same thing. */
export interface Named {
  readonly terms: readonly string[];
  /** Its other names, each as index terms. */
  readonly also: readonly (readonly string[])[];
  /** The term of the noun that follows it, as `troop` in "South Korean troops". */
  readonly noun?: string;
  /** Terms of the whole question. */
  readonly question: ReadonlySet<string>;
  /** Whether the question asks what somebody says. */
  readonly asksSource: boolean;
}

/** A number with its unit or scale. */
const NUMBER = new RegExp(`\\d[\\d.,]*\\p{L}*(?: (?:${[...SCALES.keys()].join('|')})\\b)?`, 'giu');

const ASKS_SOURCE =
  /\b(?:say|says|said|tells?|told|accord\w*|report\w*|claim\w*|stat(?:e[sd]?|ements?|ing)|announc\w*|estimat\w*|believ\w*|think\w*|thought|sp(?:eak\w*|oke)|mention\w*|describ\w*|call(?:s|ed)?|argu\w*|warn\w*|accus\w*|den(?:y|ies|ied)|confirm\w*|comment\w*|views?|opinions?|assess\w*)\b/i;

/** Before a name, these show that the word after it is the verb: "Did the Guild sell …". */
const BEFORE_SUBJECT =
  /\b(?:did|does|do|has|have|had|will|would|can|could|should|may|might)(?:n['’]t)?\s+(?:the\s+)?$/iu;

/** The names and numbers in a question, such as "South Korean", "ATESH" or "528th"; `equivalents` belong to its words. */
export function namedIn(question: string, equivalents: readonly Equivalent[] = []): Named[] {
  const names = namesIn(question).map(({ start, end }) => ({ text: question.slice(start, end), start, end }));
  const numbers = (question.match(NUMBER) ?? []).map((text) => ({ text, start: 0, end: undefined }));
  const rest = { question: new Set(indexTerms(question)), asksSource: ASKS_SOURCE.test(question) };
  return [...names, ...numbers].flatMap(({ text, start, end }): Named[] => {
    const tokens = tokenize(text);
    const terms = end === undefined ? numberTerms(tokens) : tokens.flatMap((token) => token.terms.slice(0, 1));
    const also = equivalents.flatMap((each) => otherwise(terms, each));
    const after = end === undefined ? undefined : /^(?:['’]s?)? (\p{Ll}[\p{L}-]+)/u.exec(question.slice(end))?.[1];
    const isSubject = BEFORE_SUBJECT.test(question.slice(0, start));
    const noun = after && !isSubject && contentWords(after).length > 0 ? indexTerms(after)[0] : undefined;
    return terms.length > 0 ? [{ terms, also, ...rest, ...(noun && { noun }) }] : [];
  });
}

/** The full value of a number with a scale: "2.3 million" matches any text with 2300000. */
function numberTerms([number]: readonly Token[]): string[] {
  const terms = number?.terms.filter((term) => /^\p{N}/u.test(term)) ?? [];
  return terms.slice(-1);
}

/** A name's terms with an equivalent in place of part of it. */
function otherwise(terms: readonly string[], { terms: part, instead }: Equivalent): string[][] {
  const at = terms.findIndex((_, start) => part.every((term, index) => terms[start + index] === term));
  return at < 0 ? [] : [[...terms.slice(0, at), ...instead, ...terms.slice(at + part.length)]];
}
