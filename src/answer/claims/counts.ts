import type { Span } from '../../article/model/article.js';
import { contentWords, indexTerms } from '../../search/text/terms.js';
import { areKin } from '../english/demonyms.js';
import { type Figure, figuresIn } from '../english/figures.js';
import { asksForWhole, isSaidPresent, saysPresence } from '../english/presence.js';
import { isUnit } from '../question/asked-kind.js';

/** What a question asks the number of. */
export interface CountAsked {
  /** The words that name what is counted, such as `North Korean troops`. */
  readonly counted: readonly string[];
  /** The other words that say something, but for those that only ask where it is: each has to be held. */
  readonly rest: readonly string[];
  /** Whether nothing is asked of it but that it is there. */
  readonly asksPresence: boolean;
  /** Whether what is counted is a group, and its members' number asked: "the size of the fleet". */
  readonly ofGroup: boolean;
}

/** A figure in a sentence with the words of what it counts. Offsets are the sentence's. */
export interface Count extends Span {
  readonly figure: Figure;
  /** The word for what is counted, and the words between figure and it. */
  readonly thing: string;
  readonly nounPhrase: readonly string[];
  /** Whether the sentence says no more of it than that it is there. */
  readonly isPresent: boolean;
  /** The first words that say something behind it: what is said of it. */
  readonly said: readonly string[];
}

const MANY = /\b(?:how many|(?:what|which)\b.{0,12}? (?:number|count) of)\s+(?<rest>.+)/is;
const GROUP =
  /\b(?:how (?:large|big|strong) (?:is|was|are|were)|(?:what|which)\b.{0,12}? (?:size|strength) of)\s+(?<rest>.+)/is;
/** Words between a figure and the end of what it counts, at the most. */
const PHRASE_WORDS = 5;
/** Words behind what is counted that say what it does, at the most. */
const SAID_WORDS = 2;

/** What a question asks the number of; undefined where it asks for something else, or for an amount in units. */
export function countAskedIn(question: string): CountAsked | undefined {
  const many = MANY.exec(question)?.groups?.rest;
  const group = many === undefined ? GROUP.exec(question)?.groups?.rest : undefined;
  const asked = many ?? group;
  if (asked === undefined) return undefined;
  const counted = phrase(asked.replace(/^(?:(?:the|all|of)\s+)+/i, ''));
  if (counted.length === 0 || counted.some(isUnit)) return undefined;
  const others = contentWords(question.replace(MANY, '$<rest>').replace(GROUP, '$<rest>')).filter(
    (word) => !counted.includes(word) && !asksForWhole(word),
  );
  const rest = others.filter((word) => !saysPresence(word));
  const asksPresence = rest.length < others.length || rest.every((word) => isPlaceOrName(word, question));
  return { counted, rest, asksPresence, ofGroup: group !== undefined };
}

/** The counts in a sentence: no shares, measures, times or sums of money. */
export function countsIn(sentence: string): Count[] {
  return figuresIn(sentence).flatMap((figure): Count[] => {
    if (figure.percent || /[$€£¥]/u.test(sentence.slice(figure.start, figure.end))) return [];
    const behind = sentence.slice(figure.end);
    const nounPhrase = phrase(behind.trimStart());
    const thing = nounPhrase.find((word) => /^\p{Ll}/u.test(word));
    if (thing === undefined || isUnit(nounPhrase[0] ?? '')) return [];
    const rest = behind.slice(behind.indexOf(thing) + thing.length);
    const isPresent = isSaidPresent(sentence.slice(0, figure.start), rest);
    const said = contentWords(rest).slice(0, SAID_WORDS);
    return [{ start: figure.start, end: figure.end, figure, thing, nounPhrase, isPresent, said }];
  });
}

/** Whether the terms of a text hold a word, or another form of the name that it is. */
export function holdsWord(terms: Iterable<string>, word: string): boolean {
  const held = [...terms];
  return indexTerms(word).some((term) => held.some((each) => each === term || areKin(each, term)));
}

/** Whether a word is a name, or stands behind a word like "in", and so is not what is said of what is counted. */
function isPlaceOrName(word: string, question: string): boolean {
  const before = question.slice(0, question.indexOf(word));
  return (
    /^\p{Lu}/u.test(word) ||
    /\b(?:in|at|on|near|inside|within|from|to|into)\s+(?:the\s+)?(?:\p{L}+\s+)?$/iu.test(before)
  );
}

/** The words up to the first that says nothing by itself, or a mark. */
function phrase(text: string): string[] {
  const clause = /^[\p{L}\p{N}\p{M}'’ -]*/u.exec(text)?.[0] ?? '';
  const words = clause.split(/\s+/u).filter(Boolean).slice(0, PHRASE_WORDS);
  const end = words.findIndex((word) => contentWords(word).length === 0 || saysPresence(word));
  return end < 0 ? words : words.slice(0, end);
}
