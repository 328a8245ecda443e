import { contentWords, type Token, tokenize } from '../../search/text/terms.js';
import { isAttribution } from '../english/attribution.js';
import { areDemonyms } from '../english/demonyms.js';
import type { Named } from '../question/named.js';
import { firstPassage } from './first-passage.js';
import type { RankedSentence } from './ranked-sentence.js';

/** The overlap of a text that holds only part of a name: "Budanov" for "Kyrylo Budanov". */
const IN_PART = 0.7;
/** The overlap of a text with another form of a name: "North Korean" for "North Korea". */
const DEMONYM = 0.9;

/**
 * How far a text holds the name that it holds least, 0 to 1; 1 if there are no names. A name's last word alone counts in part,
 * unless a different name's word comes before it wherever it occurs: "North Korean" does not match "South Korean". A name that
 * is only a source, as in "according to South Korean officials", does not count, unless the question asks for a statement.
 */
export function nameCoverage(named: readonly Named[], text: string): number {
  if (named.length === 0) return 1;
  const tokens = tokenize(text);
  return Math.min(...named.map((name) => held(name, tokens)));
}

/** Whether a text says of another name what the question asks about: it has "North Korean troops", but no "South Korean troops". */
export function givenToOthers(named: readonly Named[], text: string): boolean {
  const tokens = tokenize(text);
  return named.some((name) => isGivenToOthers(name, tokens));
}

/** The same for the passage of the first sentence, with its heading. */
export function namesOnlyOthers(
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

/** How far the words that end at a position hold a name. */
function heldAt(terms: readonly string[], tokens: readonly Token[], at: number): number {
  const own = tokens[at]?.terms ?? [];
  const last = terms.at(-1) ?? '';
  const form = own.includes(last) ? 1 : own.some((term) => areDemonyms(term, last)) ? DEMONYM : 0;
  const before = terms.at(-2);
  const previous = tokens[at - 1];
  if (form === 0 || before === undefined || previous?.terms.includes(before)) return form;
  return isName(previous) ? 0 : IN_PART;
}

/** Whether the name's noun occurs, and only after another name. */
function isGivenToOthers({ terms, also, noun }: Named, tokens: readonly Token[]): boolean {
  if (noun === undefined) return false;
  const places = [...tokens.keys()].filter((at) => tokens[at]?.terms.includes(noun));
  const isOwn = (at: number) => [terms, ...also].some((form) => heldAt(form, tokens, at - 1) > 0);
  const isOthers = (at: number) => isName(tokens[at - 1]) && !isOwn(at);
  return places.some(isOthers) && !places.some(isOwn);
}

/** Whether the last word of a name modifies another noun, or, as in "western Russia", is not part of a name. */
function isOfOtherNoun(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1]?.word ?? '';
  return [tokens[at]?.word ?? '', next].some((word) => /^\p{Ll}/u.test(word)) && contentWords(next).length > 0;
}

function isName(token: Token | undefined): boolean {
  if (token === undefined || !/^\p{Lu}\p{Ll}{2,}/u.test(token.word)) return false;
  // "Seven" at the start of a sentence is a number.
  return contentWords(token.word).length > 0 && !token.terms.some((term) => /^\p{N}/u.test(term));
}
