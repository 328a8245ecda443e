import { SCALES } from '../search/numbers.js';
import { contentWords, indexTerms, type Token, tokenize } from '../search/terms.js';
import { isAttribution } from './attribution.js';
import type { RankedSentence } from './features.js';
import { firstPassage } from './first-passage.js';
import { areKin } from './kin.js';
import { namesIn } from './names.js';
import type { Equivalent } from './question/equivalents.js';

/** How far a text goes along with a name that it holds in part only: "Budanov" for "Kyrylo Budanov". */
const IN_PART = 0.7;
/** The same for another form of it: "North Korean" for "North Korea". */
const KIN = 0.9;

/** A name or number of the question; what a text must hold to speak of the same thing. */
export interface Named {
  readonly terms: readonly string[];
  /** What else it is called, each as its terms. */
  readonly also: readonly (readonly string[])[];
  /** The term of the noun that it stands before, as `troop` in "South Korean troops". */
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

/** Before a name that the word behind it is the verb of: "Did the Guild sell …". */
const BEFORE_SUBJECT =
  /\b(?:did|does|do|has|have|had|will|would|can|could|should|may|might)(?:n['’]t)?\s+(?:the\s+)?$/iu;

/** The names and numbers of a question, such as "South Korean", "ATESH" or "528th"; `equivalents` are other words for its words. */
export function namedIn(question: string, equivalents: readonly Equivalent[] = []): Named[] {
  const names = namesIn(question).map(({ start, end }) => ({ text: question.slice(start, end), start, end }));
  const numbers = (question.match(NUMBER) ?? []).map((text) => ({ text, start: 0, end: undefined }));
  const rest = { question: new Set(indexTerms(question)), asksSource: ASKS_SOURCE.test(question) };
  return [...names, ...numbers].flatMap(({ text, start, end }): Named[] => {
    const tokens = tokenize(text);
    const terms = end === undefined ? numberTerms(tokens) : tokens.flatMap((token) => token.terms.slice(0, 1));
    const also = equivalents.flatMap((each) => otherwise(terms, each));
    const behind = end === undefined ? undefined : /^(?:['’]s?)? (\p{Ll}[\p{L}-]+)/u.exec(question.slice(end))?.[1];
    const isSubject = BEFORE_SUBJECT.test(question.slice(0, start));
    const noun = behind && !isSubject && contentWords(behind).length > 0 ? indexTerms(behind)[0] : undefined;
    return terms.length > 0 ? [{ terms, also, ...rest, ...(noun && { noun }) }] : [];
  });
}

/** A number in full, where it is said with a scale: "2.3 million" is held by whatever says 2300000. */
function numberTerms([number]: readonly Token[]): string[] {
  const terms = number?.terms.filter((term) => /^\p{N}/u.test(term)) ?? [];
  return terms.slice(-1);
}

/** The terms of a name with other words for a part of it. */
function otherwise(terms: readonly string[], { terms: part, instead }: Equivalent): string[][] {
  const at = terms.findIndex((_, start) => part.every((term, index) => terms[start + index] === term));
  return at < 0 ? [] : [[...terms.slice(0, at), ...instead, ...terms.slice(at + part.length)]];
}

/**
 * How far a text holds the least held of the names, 0 to 1; 1 without names. A name's last word alone counts in part,
 * unless another name's word stands before it wherever it occurs: "North Korean" is no trace of "South Korean". One that only
 * says whose word something is, as in "according to South Korean officials", is not held, unless what is said is asked for.
 */
export function heldNames(named: readonly Named[], text: string): number {
  if (named.length === 0) return 1;
  const tokens = tokenize(text);
  return Math.min(...named.map((name) => held(name, tokens)));
}

/** Whether a text gives to another name what the question asks of one: "North Korean troops", never "South Korean troops". */
export function givenToOthers(named: readonly Named[], text: string): boolean {
  const tokens = tokenize(text);
  return named.some((name) => isGivenToOthers(name, tokens));
}

/** Whether the passage of the first sentence, under its heading, gives to another name what the question asks of one. */
export function tellsOfOthers(
  { named }: { readonly named: readonly Named[] },
  ranked: readonly RankedSentence[],
): boolean {
  return givenToOthers(named, firstPassage(ranked));
}

function held(name: Named, tokens: readonly Token[]): number {
  return Math.max(...[name.terms, ...name.also].map((terms) => heldAs(terms, name, tokens)));
}

function heldAs(terms: readonly string[], name: Named, tokens: readonly Token[]): number {
  const { asksSource, question } = name;
  const others = isGivenToOthers(name, tokens);
  let best = 0;
  for (const at of tokens.keys()) {
    const share = heldAt(terms, tokens, at);
    if (share <= best) continue;
    if (!asksSource && isAttribution(tokens, at - (share === IN_PART ? 0 : terms.length - 1), at, question)) continue;
    if (others && isOfOtherNoun(tokens, at)) continue;
    best = share;
  }
  return best;
}

/** How far a name is held by the words that end at a place. */
function heldAt(terms: readonly string[], tokens: readonly Token[], at: number): number {
  const own = tokens[at]?.terms ?? [];
  const last = terms.at(-1) ?? '';
  const form = own.includes(last) ? 1 : own.some((term) => areKin(term, last)) ? KIN : 0;
  const before = terms.at(-2);
  const previous = tokens[at - 1];
  if (form === 0 || before === undefined || previous?.terms.includes(before)) return form;
  return isName(previous) ? 0 : IN_PART;
}

/** Whether the name's noun stands there, always behind another name. */
function isGivenToOthers({ terms, also, noun }: Named, tokens: readonly Token[]): boolean {
  if (noun === undefined) return false;
  const places = [...tokens.keys()].filter((at) => tokens[at]?.terms.includes(noun));
  const isOwn = (at: number) => [terms, ...also].some((form) => heldAt(form, tokens, at - 1) > 0);
  const isOthers = (at: number) => isName(tokens[at - 1]) && !isOwn(at);
  return places.some(isOthers) && !places.some(isOwn);
}

/** Whether the word that ends a name stands before a noun, or, as in "western Russia", is no name itself. */
function isOfOtherNoun(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1]?.word ?? '';
  return [tokens[at]?.word ?? '', next].some((word) => /^\p{Ll}/u.test(word)) && contentWords(next).length > 0;
}

function isName(token: Token | undefined): boolean {
  if (token === undefined || !/^\p{Lu}\p{Ll}{2,}/u.test(token.word)) return false;
  // "Seven" that begins a sentence is a number.
  return contentWords(token.word).length > 0 && !token.terms.some((term) => /^\p{N}/u.test(term));
}
