import { indexTerms, tokenize } from '../../search/text/terms.js';
import { clauseAround } from '../english/clause.js';
import type { ScoredSentence } from '../ranking/rank.js';
import { type EmbedWords, nearness } from '../ranking/word-vectors.js';
import { type Count, type CountAsked, countsIn, holdsWord } from './counts.js';
import { isPart, isRate } from './partial.js';
import { isWithin } from './within.js';

/** Minimum cosine of two words for the same kind of thing, such as "homes" and "houses". */
const SAME_THING = 0.55;

/** One count in a sentence of what the question asks for. */
export interface CountClaim {
  readonly scored: ScoredSentence;
  readonly count: Count;
  /** Whether it is about a larger place than the one asked about. */
  readonly isWider: boolean;
}

/**
 * Counts that answer "how many": one for each sentence, of exactly the thing asked for. The clause must hold everything else
 * that the question says, and the count must not be a part or a rate, or describe something else that happened to the thing.
 * In the order of the sentences.
 */
export async function countClaims(
  question: string,
  asked: CountAsked,
  sentences: readonly ScoredSentence[],
  embed: EmbedWords,
): Promise<CountClaim[]> {
  const texts = sentences.map(({ sentence }) => sentence.text);
  const found = sentences.flatMap((scored) => {
    const { text } = scored.sentence;
    const counts = countsIn(text);
    return counts.flatMap((count) => {
      // With two counts of the same thing, a sentence is ambiguous.
      if (counts.some((other) => other !== count && isOneThing(other, count))) return [];
      if (asked.asksPresence && !count.isPresent && !saysAsked(asked, count)) return [];
      if (isPart(text, count, question) || isRate(text, count, question)) return [];
      const clause = clauseAround(text, count);
      const place = placeOf(asked, clause, texts);
      return place ? [{ scored, count, clause, isWider: place === 'wider' }] : [];
    });
  });
  const near = await nearness([...asked.counted, ...found.map(({ count }) => count.thing)], embed);
  const counted = found.flatMap((each) => {
    const how = isCounted(asked, each.count, indexTerms(each.clause), near);
    return how ? [{ ...each, how }] : [];
  });
  // A sentence with two counts that could both be meant is ambiguous too.
  const claims = counted.filter(({ scored }) => counted.filter((other) => other.scored === scored).length === 1);
  // A count that may be of the group's members is kept if a sentence that names the group shows what its members are.
  const members = claims.filter(({ how }) => how === 'surely').map(({ count }) => count.thing);
  return claims.filter(
    ({ how, count }) => how === 'surely' || members.some((member) => near(member, count.thing) >= SAME_THING),
  );
}

function isOneThing(one: Count, other: Count): boolean {
  return indexTerms(one.thing)[0] === indexTerms(other.thing)[0];
}

/** Whether the clause after the thing repeats the question's last word about it: "cross" in "how many cyclists cross …". */
function saysAsked({ counted }: CountAsked, { said }: Count): boolean {
  const [verb, ...others] = counted.toReversed();
  return verb !== undefined && others.length > 0 && holdsWord(indexTerms(said.join(' ')), verb);
}

/** Whether a clause holds everything else that the question says; `wider` if it names a larger place around the one asked about. */
function placeOf({ rest }: CountAsked, clause: string, texts: readonly string[]): 'asked' | 'wider' | undefined {
  const terms = indexTerms(clause);
  const missing = rest.filter((word) => !holdsWord(terms, word));
  if (missing.length === 0) return 'asked';
  const words = tokenize(clause).map(({ word }) => word);
  const [place] = missing;
  return place && missing.length === 1 && isWithin(place, words, texts) ? 'wider' : undefined;
}

/**
 * Whether a count is of the thing asked for. For a group this is certain only in a clause that names the group. Modifiers
 * that are names must come before the thing: "South Korean soldiers" are not North Korean ones.
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

/** "How many Koreans" is answered by "9 Korean soldiers": every word for what is counted comes before the thing. */
function modifies(counted: readonly string[], { nounPhrase, thing }: Count): boolean {
  const terms = indexTerms(nounPhrase.slice(0, nounPhrase.indexOf(thing)).join(' '));
  return counted.every((word) => holdsWord(terms, word));
}
