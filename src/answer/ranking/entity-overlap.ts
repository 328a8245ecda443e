import { contentWords, type Token, tokenize } from '../../search/text/terms.js';
import { isAttribution } from '../english/attribution.js';
import { areKin } from '../english/demonyms.js';
import type { Named } from '../question/named.js';
import { firstPassage } from './first-passage.js';
import type { RankedSentence } from './ranked-sentence.js';

/** How far a text goes along with a name that it holds in part only: "Budanov" for "Kyrylo Budanov". */
const IN_PART = 0.7;
/** The same for another form of it: "North Korean" for "North Korea". */
const KIN = 0.9;

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
