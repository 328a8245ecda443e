import { indexTerms } from '../../search/text/terms.js';

/**
 * Verbs that say only that people or things are somewhere, came there or were brought there: the most likely of Levin's verbs
 * of sending (11.1), carrying (11.4), putting (9.1), existence (47.1) and directed motion (51.1).
 */
const PRESENCE = terms(
  'send sent sending ship dispatch forward transfer transport deliver bring brought bringing carry carried move ' +
    'put place post position station base deploy install locate situate lodge ' +
    'exist remain stay present be is are was were been ' +
    'arrive come came go went gone enter join reach land march',
);
/** Verbs of having that come before what is counted, and words that only introduce it. */
const HAVING = terms(
  'have has had having own possess hold held contain include comprise with there count total number',
);
/** Words that ask for the total or specify a time, and usually do not occur in an answer. */
const TOTAL = terms(
  'total altogether overall number size strength figure estimate exact exactly currently now today present roughly',
);

const AUXILIARIES =
  /^(?:(?:is|are|was|were|be|been|being|has|have|had|will|would|can|could|may|might|must|to|who|that|which|\p{Ll}+ly|already|still|now|also|soon)\s+)+/iu;
const PLACE = /^(?:in|at|on|near|inside|within|across|around|outside|along|here|there)\b/iu;
/** What follows when nothing more is said about the thing: the clause ends, or something else begins. */
const ENDED = /^(?:$|[^\p{L}\s]|(?:and|or|but|while|as|for|by|of|than|this|last|every|each|an?|the|from|to|into)\b)/iu;
/** How many words before a figure are searched for its verb. */
const VERB_WITHIN = 4;

/** Whether a word says only that something is somewhere or came there. */
export function saysPresence(word: string): boolean {
  return isOf(PRESENCE, word);
}

/** Whether a word of a question only asks for the total. */
export function asksForTotal(word: string): boolean {
  return isOf(TOTAL, word);
}

/**
 * Whether a sentence says of what it counts only that it is there, not what else happened to it ("were sold").
 * @param before the sentence up to the figure.
 * @param after what follows the words for what is counted.
 */
export function isSaidPresent(before: string, after: string): boolean {
  const rest = after.trimStart();
  const verb = rest.replace(AUXILIARIES, '');
  if (PLACE.test(verb)) return true;
  const [word = ''] = /^\p{L}[\p{L}-]*/u.exec(verb) ?? [];
  if (verb !== rest || !ENDED.test(rest)) return /\p{L}ing$/u.test(word) || saysPresence(word);
  const last = before.match(/\p{L}+/gu)?.slice(-VERB_WITHIN) ?? [];
  return last.some((each) => saysPresence(each) || isOf(HAVING, each));
}

function terms(words: string): ReadonlySet<string> {
  return new Set(indexTerms(words));
}

function isOf(terms: ReadonlySet<string>, word: string): boolean {
  return indexTerms(word).some((term) => terms.has(term));
}
