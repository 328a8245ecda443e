import { indexTerms } from '../../search/text/terms.js';

/**
 * Verbs that say no more of people and things than that they are somewhere, or came or were brought there: the likeliest of
 * Levin's verbs of sending (11.1), carrying (11.4), putting (9.1), existence (47.1) and directed motion (51.1).
 */
const PRESENCE = terms(
  'send sent sending ship dispatch forward transfer transport deliver bring brought bringing carry carried move ' +
    'put place post position station base deploy install locate situate lodge ' +
    'exist remain stay present be is are was were been ' +
    'arrive come came go went gone enter join reach land march',
);
/** Before what is counted: verbs of having, and words that only lead up to it. */
const HAVING = terms(
  'have has had having own possess hold held contain include comprise with there count total number',
);
/** Words that ask for the whole, or of what time, and stand in no answer as a rule. */
const WHOLE = terms(
  'total altogether overall number size strength figure estimate exact exactly currently now today present roughly',
);

const AUXILIARIES =
  /^(?:(?:is|are|was|were|be|been|being|has|have|had|will|would|can|could|may|might|must|to|who|that|which|\p{Ll}+ly|already|still|now|also|soon)\s+)+/iu;
const PLACE = /^(?:in|at|on|near|inside|within|across|around|outside|along|here|there)\b/iu;
/** Nothing is said of it behind it: the clause ends, or something else begins. */
const ENDED = /^(?:$|[^\p{L}\s]|(?:and|or|but|while|as|for|by|of|than|this|last|every|each|an?|the|from|to|into)\b)/iu;
/** Words before a figure among which is the verb that it belongs to. */
const VERB_WITHIN = 4;

/** Whether a word says only that something is somewhere, or came there. */
export function saysPresence(word: string): boolean {
  return isOf(PRESENCE, word);
}

/** Whether a word of a question only asks for the whole. */
export function asksForWhole(word: string): boolean {
  return isOf(WHOLE, word);
}

/**
 * Whether a sentence says of what it counts no more than that it is there, rather than what else became of it ("were sold").
 * @param before the sentence up to the figure.
 * @param behind what follows the words that are counted.
 */
export function isSaidPresent(before: string, behind: string): boolean {
  const rest = behind.trimStart();
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
