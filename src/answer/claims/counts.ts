import type { Span } from '../../article/model/article.js';
import { contentWords, indexTerms } from '../../search/text/terms.js';
import { areDemonyms } from '../english/demonyms.js';
import { type Figure, figuresIn } from '../english/figures.js';
import { asksForTotal, isSaidPresent, saysPresence } from '../english/presence.js';
import { isUnit } from '../question/asked-kind.js';

/** What a question asks the number of. */
export interface CountAsked {
  /** The words for what is counted, such as `North Korean troops`. */
  readonly counted: readonly string[];
  /** The other content words, all of which a sentence must hold, except those that only ask where the thing is. */
  readonly rest: readonly string[];
  /** Whether the question asks only how many are there, not what they did. */
  readonly asksPresence: boolean;
  /** Whether the question names a group and asks how many members it has: "the size of the fleet". */
  readonly ofGroup: boolean;
}

/** A figure in a sentence, with the words for what it counts. Offsets are relative to the sentence. */
export interface Count extends Span {
  readonly figure: Figure;
  /** The noun that is counted, and the words between the figure and it. */
  readonly thing: string;
  readonly nounPhrase: readonly string[];
  /** Whether the sentence says only that the thing is there. */
  readonly isPresent: boolean;
  /** The first content words after the thing, which say what it did. */
  readonly said: readonly string[];
}

const MANY = /\b(?:how many|(?:what|which)\b.{0,12}? (?:number|count) of)\s+(?<rest>.+)/is;
const GROUP =
  /\b(?:how (?:large|big|strong) (?:is|was|are|were)|(?:what|which)\b.{0,12}? (?:size|strength) of)\s+(?<rest>.+)/is;
/** Maximum number of words in the noun phrase after a figure. */
const PHRASE_WORDS = 5;
/** Maximum number of words after the noun that say what it did. */
const SAID_WORDS = 2;

/** What a question asks the number of; undefined if it asks for something else, or for an amount in units. */
export function countAskedIn(question: string): CountAsked | undefined {
  const many = MANY.exec(question)?.groups?.rest;
  const group = many === undefined ? GROUP.exec(question)?.groups?.rest : undefined;
  const asked = many ?? group;
  if (asked === undefined) return undefined;
  const counted = phrase(asked.replace(/^(?:(?:the|all|of)\s+)+/i, ''));
  if (counted.length === 0 || counted.some(isUnit)) return undefined;
  const others = contentWords(question.replace(MANY, '$<rest>').replace(GROUP, '$<rest>')).filter(
    (word) => !counted.includes(word) && !asksForTotal(word),
  );
  const rest = others.filter((word) => !saysPresence(word));
  const asksPresence = rest.length < others.length || rest.every((word) => isPlaceOrName(word, question));
  return { counted, rest, asksPresence, ofGroup: group !== undefined };
}

/** The counts in a sentence. Shares, measures, times and sums of money are not counts. */
export function countsIn(sentence: string): Count[] {
  return figuresIn(sentence).flatMap((figure): Count[] => {
    if (figure.percent || /[$€£¥]/u.test(sentence.slice(figure.start, figure.end))) return [];
    const after = sentence.slice(figure.end);
    const nounPhrase = phrase(after.trimStart());
    const thing = nounPhrase.find((word) => /^\p{Ll}/u.test(word));
    if (thing === undefined || isUnit(nounPhrase[0] ?? '')) return [];
    const rest = after.slice(after.indexOf(thing) + thing.length);
    const isPresent = isSaidPresent(sentence.slice(0, figure.start), rest);
    const said = contentWords(rest).slice(0, SAID_WORDS);
    return [{ start: figure.start, end: figure.end, figure, thing, nounPhrase, isPresent, said }];
  });
}

/** Whether a text's terms include a word, or another form of the same name. */
export function holdsWord(terms: Iterable<string>, word: string): boolean {
  const held = [...terms];
  return indexTerms(word).some((term) => held.some((each) => each === term || areDemonyms(each, term)));
}

/** Whether a word is a name or follows a preposition such as "in", and so does not say what the counted thing did. */
function isPlaceOrName(word: string, question: string): boolean {
  const before = question.slice(0, question.indexOf(word));
  return (
    /^\p{Lu}/u.test(word) ||
    /\b(?:in|at|on|near|inside|within|from|to|into)\s+(?:the\s+)?(?:\p{L}+\s+)?$/iu.test(before)
  );
}

/** The words up to the first function word or punctuation mark. */
function phrase(text: string): string[] {
  const clause = /^[\p{L}\p{N}\p{M}'’ -]*/u.exec(text)?.[0] ?? '';
  const words = clause.split(/\s+/u).filter(Boolean).slice(0, PHRASE_WORDS);
  const end = words.findIndex((word) => contentWords(word).length === 0 || saysPresence(word));
  return end < 0 ? words : words.slice(0, end);
}
