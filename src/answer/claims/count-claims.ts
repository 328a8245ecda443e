import { indexTerms, tokenize } from '../../search/text/terms.js';
import { clauseAround } from '../english/clause.js';
import type { ScoredSentence } from '../ranking/rank.js';
import { type EmbedWords, nearness } from '../ranking/word-vectors.js';
import { type Count, type CountAsked, countsIn, holdsWord } from './counts.js';
import { isPart, isRate } from './partial.js';
import { isWithin } from './within.js';

/** Least cosine of two words for one counted thing, such as "homes" and "houses". */
const SAME_THING = 0.55;

/** A count of what is asked, in one sentence. */
export interface CountClaim {
  readonly scored: ScoredSentence;
  readonly count: Count;
  /** Whether it is told of a wider place than the one asked about. */
  readonly isWider: boolean;
}

/**
 * What sentences say in answer to "how many": one count each, of just the thing asked, where all else that the question says
 * is in the sentence too, and no part, rate or other fate of it. In the order of the sentences.
 */
export async function countClaims(
  question: string,
  asked: CountAsked,
  sentences: readonly ScoredSentence[],
  embed: EmbedWords,
): Promise<CountClaim[]> {
  const texts = sentences.map(({ sentence }) => sentence.text);
  const told = sentences.flatMap((scored) => {
    const { text } = scored.sentence;
    const counts = countsIn(text);
    return counts.flatMap((count) => {
      // A sentence with two counts of one thing tells of different ones, or is not sure.
      if (counts.some((other) => other !== count && isOneThing(other, count))) return [];
      if (asked.asksPresence && !count.isPresent && !saysAsked(asked, count)) return [];
      if (isPart(text, count, question) || isRate(text, count, question)) return [];
      const clause = clauseAround(text, count);
      const place = placeOf(asked, clause, texts);
      return place ? [{ scored, count, clause, isWider: place === 'wider' }] : [];
    });
  });
  const near = await nearness([...asked.counted, ...told.map(({ count }) => count.thing)], embed);
  const counted = told.flatMap((each) => {
    const how = isCounted(asked, each.count, indexTerms(each.clause), near);
    return how ? [{ ...each, how }] : [];
  });
  // So does one with two things that may both be meant.
  const claims = counted.filter(({ scored }) => counted.filter((other) => other.scored === scored).length === 1);
  // What only might be a group's members is, where another sentence that names the group tells what they are.
  const members = claims.filter(({ how }) => how === 'surely').map(({ count }) => count.thing);
  return claims.filter(
    ({ how, count }) => how === 'surely' || members.some((member) => near(member, count.thing) >= SAME_THING),
  );
}

function isOneThing(one: Count, other: Count): boolean {
  return indexTerms(one.thing)[0] === indexTerms(other.thing)[0];
}

/** Whether what is said of the thing is the question's last word on it: "cross" in "how many cyclists cross …". */
function saysAsked({ counted }: CountAsked, { said }: Count): boolean {
  const [verb, ...others] = counted.toReversed();
  return verb !== undefined && others.length > 0 && holdsWord(indexTerms(said.join(' ')), verb);
}

/** Whether a clause holds all else that the question says, be it of a place that the one asked about lies in. */
function placeOf({ rest }: CountAsked, clause: string, texts: readonly string[]): 'asked' | 'wider' | undefined {
  const terms = indexTerms(clause);
  const missing = rest.filter((word) => !holdsWord(terms, word));
  if (missing.length === 0) return 'asked';
  const words = tokenize(clause).map(({ word }) => word);
  const [place] = missing;
  return place && missing.length === 1 && isWithin(place, words, texts) ? 'wider' : undefined;
}

/**
 * Whether a count is of the thing asked: of a group, surely only in a clause that names the group. What is said of the thing has
 * to stand before it where names do: "South Korean soldiers" are no North Korean ones.
 */
function isCounted(
  asked: CountAsked,
  count: Count,
  terms: readonly string[],
  near: (one: string, other: string) => number,
): 'surely' | 'perhaps' | undefined {
  const { counted, ofGroup } = asked;
  const same = ofGroup ? counted.at(-1) : counted.find((word) => near(word, count.thing) >= SAME_THING);
  const others = counted.filter((word) => word !== same);
  const modifiers = count.nounPhrase.slice(0, count.nounPhrase.indexOf(count.thing));
  const held = modifiers.some((word) => /^\p{Lu}/u.test(word)) ? indexTerms(modifiers.join(' ')) : terms;
  if (same !== undefined && !others.every((word) => holdsWord(held, word))) return undefined;
  if (ofGroup) return holdsWord(terms, counted.at(-1) ?? '') ? 'surely' : others.length > 0 ? 'perhaps' : undefined;
  return same !== undefined || modifies(counted, count) ? 'surely' : undefined;
}

/** "How many Koreans" is answered by "9 Korean soldiers": all that is said of what is counted stands before the thing. */
function modifies(counted: readonly string[], { nounPhrase, thing }: Count): boolean {
  const terms = indexTerms(nounPhrase.slice(0, nounPhrase.indexOf(thing)).join(' '));
  return counted.every((word) => holdsWord(terms, word));
}
