import distance from 'damerau-levenshtein';
import type { Lexicon } from '../../search/ports.js';
import { plainSpelling } from '../../search/text/chat-spelling.js';
import { indexTerms, isFunctionWord } from '../../search/text/terms.js';
import { isCommonWord, isDerivedWord } from './common-words.js';

/** A word that was replaced to be searched with. */
export interface Correction {
  readonly from: string;
  readonly to: string;
}

/** What spelling is corrected by: the index's own words. */
export interface Spelling {
  readonly lexicon: Lexicon;
  sentenceFrequency(term: string): number;
}

/** Shorter words are left as they are; from the second length on a word may differ by two letters. */
const SHORTEST = 4;
const LONG = 8;
/** Occurrences from which a word may replace one that English can derive, such as "solders". */
const OFTEN = 3;

const WORD = /(?<![\p{L}\p{M}\p{N}_@#/.:-])\p{L}[\p{L}\p{M}\p{N}]*(?:['’]\p{L}+)*(?![\p{N}_@/-])/gu;
const QUOTED = /["“„«][^"“”„«»]*["“”»]/gu;
/** Words behind and before which "r" stands for "are". */
const BEFORE_ARE = /(?:^|\s)(?:what|who|where|when|why|how|which|they|we|you|u|there|these|those|ppl|people)\s$/iu;
const BEHIND_ARE = /^\s(?:they|we|you|u|there|the|these|those|ppl|people)(?!\p{L})/iu;

/** The text with chat spelling spelt out; what stands in quotation marks is left alone, and so are the index's names. */
export function speltOut(text: string, lexicon?: Lexicon): { text: string; corrections: Correction[] } {
  return replaceWords(text, (word, before, after) => {
    if (word === 'r' && (BEFORE_ARE.test(before) || BEHIND_ARE.test(after))) return 'are';
    const plain = /^\p{Lu}{2,}$/u.test(word) ? undefined : plainSpelling(word);
    if (plain === undefined || (!plain.includes("'") && lexicon?.nameOf(word))) return undefined;
    return plain;
  });
}

/** The text with words that neither the index nor English has replaced by the index's word that is spelt most nearly so. */
export function typosCorrected(text: string, spelling: Spelling): { text: string; corrections: Correction[] } {
  return replaceWords(text, (whole) => {
    const [word = '', ending = ''] = whole.split(/(?=['’])/u);
    const lower = word.toLowerCase();
    if (!/^\p{L}+$/u.test(word) || lower.length < SHORTEST || isKnown(lower, spelling)) return undefined;
    const isDerived = isDerivedWord(lower);
    const reach = isDerived || /^\p{Lu}/u.test(word) || lower.length < LONG ? 1 : 2;
    const found = nearest(lower, reach, isDerived ? OFTEN : 1, spelling.lexicon);
    return found && `${spelling.lexicon.nameOf(found) ?? found}${ending}`;
  });
}

function isKnown(word: string, { lexicon, sentenceFrequency }: Spelling): boolean {
  return (
    isFunctionWord(word) ||
    lexicon.count(word) > 0 ||
    indexTerms(word).some((term) => sentenceFrequency(term) > 0) ||
    isCommonWord(word)
  );
}

/** The nearest word, the most frequent of those that are equally near; none where two are as frequent. */
function nearest(word: string, reach: number, least: number, lexicon: Lexicon): string | undefined {
  const letters = lettersOf(word);
  const near = lexicon
    .alike(word, reach)
    // Each step changes two kinds of letters at the most; counting these is far quicker than the distance.
    .filter((each) => bitsIn(letters ^ lettersOf(each.word)) <= 2 * reach)
    // A letter more at the end makes another form of a name, such as a woman's, as often as a typo.
    .filter((each) => each.word.length >= SHORTEST && !word.startsWith(each.word))
    .map((each) => ({ ...each, steps: distance(word, each.word).steps }))
    .filter(({ steps, count }) => steps <= reach && count >= least)
    .sort((one, other) => one.steps - other.steps || other.count - one.count);
  const [best, next] = near;
  return best && (!next || next.steps > best.steps || next.count < best.count) ? best.word : undefined;
}

/** The kinds of letters in a word, each a bit; those far from each other in Unicode may share one. */
function lettersOf(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at++) bits |= 1 << (word.charCodeAt(at) & 31);
  return bits;
}

function bitsIn(bits: number): number {
  let left = bits;
  let count = 0;
  for (; left !== 0; count++) left &= left - 1;
  return count;
}

function replaceWords(text: string, replacement: (word: string, before: string, after: string) => string | undefined) {
  const corrections: Correction[] = [];
  const quoted = [...text.matchAll(QUOTED)].map(({ index, 0: all }) => ({ start: index, end: index + all.length }));
  const replaced = text.replace(WORD, (word, at: number) => {
    if (quoted.some(({ start, end }) => start <= at && at < end)) return word;
    const to = replacement(word, text.slice(0, at), text.slice(at + word.length));
    if (to === undefined) return word;
    const cased = /^\p{Lu}/u.test(word) ? to.charAt(0).toUpperCase() + to.slice(1) : to;
    corrections.push({ from: word, to: cased });
    return cased;
  });
  return { text: replaced, corrections };
}
