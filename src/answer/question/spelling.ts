import distance from 'damerau-levenshtein';
import type { Lexicon } from '../../search/ports.js';
import { plainSpelling } from '../../search/text/chat-spelling.js';
import { indexTerms, isFunctionWord } from '../../search/text/terms.js';
import { derivationOf, isCommonWord } from './common-words.js';

/** A word that was replaced for searching. */
export interface Correction {
  readonly from: string;
  readonly to: string;
}

/** What spelling is corrected against: the index's own words. */
export interface Spelling {
  readonly lexicon: Lexicon;
  sentenceFrequency(term: string): number;
}

/** Shorter words are never corrected; from the second length on, two letters may differ. */
const SHORTEST = 4;
const LONG = 8;
/** Minimum number of occurrences for a word to replace one that English could derive, such as "solders". */
const OFTEN = 3;

const WORD = /(?<![\p{L}\p{M}\p{N}_@#/.:-])\p{L}[\p{L}\p{M}\p{N}]*(?:['’]\p{L}+)*(?![\p{N}_@/-])/gu;
const COMPOUND = /(?<![\p{L}\p{M}\p{N}_@#/.:-])\p{L}[\p{L}\p{M}]*(?:[‐‑-]\p{L}[\p{L}\p{M}]*)+(?![\p{N}_@/-])/gu;
const QUOTED = /["“„«][^"“”„«»]*["“”»]/gu;
/** Words after and before which "r" means "are". */
const BEFORE_ARE = /(?:^|\s)(?:what|who|where|when|why|how|which|they|we|you|u|there|these|those|ppl|people)\s$/iu;
const AFTER_ARE = /^\s(?:they|we|you|u|there|the|these|those|ppl|people)(?!\p{L})/iu;

/** The text with chat spelling expanded. Text in quotation marks and the index's names are left unchanged. */
export function speltOut(text: string, lexicon?: Lexicon): { text: string; corrections: Correction[] } {
  return replaceWords(text, (word, before, after) => {
    if (word === 'r' && (BEFORE_ARE.test(before) || AFTER_ARE.test(after))) return 'are';
    const plain = /^\p{Lu}{2,}$/u.test(word) ? undefined : plainSpelling(word);
    if (plain === undefined || (!plain.includes("'") && lexicon?.nameOf(word))) return undefined;
    return plain;
  });
}

/**
 * The text with unknown words, those that neither the index nor English has, replaced by the most similar word of the index.
 * Compounds are written as the index has them: "de-mined" for "demined", and the reverse.
 */
export function typosCorrected(text: string, spelling: Spelling): { text: string; corrections: Correction[] } {
  const { lexicon, sentenceFrequency } = spelling;
  const joined = replaceWords(text, (word) => withoutHyphens(word, lexicon), COMPOUND);
  const corrected = replaceWords(joined.text, (whole) => {
    const [word = '', ending = ''] = whole.split(/(?=['’])/u);
    const lower = word.toLowerCase();
    if (!/^\p{L}+$/u.test(word) || lower.length < SHORTEST) return undefined;
    const hyphened = withHyphens(lower, lexicon);
    if (hyphened) return `${hyphened}${ending}`;
    if (isFunctionWord(lower) || lexicon.count(lower) > 0 || isCommonWord(lower)) return undefined;
    const derived = derivationOf(lower);
    const stems = indexTerms(lower);
    const isInflected = stems.some((term) => sentenceFrequency(term) > 0);
    if (isInflected && derived === 'sure') return undefined;
    const reach = derived || /^\p{Lu}/u.test(word) || lower.length < LONG ? 1 : 2;
    const found = nearest(lower, reach, lexicon, ({ word: near, count }) => {
      if (isInflected) return isSameStem(near, lower);
      return !derived || count >= OFTEN || (derived === 'possible' && isCommonWord(near));
    });
    return found && `${lexicon.nameOf(found) ?? found}${ending}`;
  });
  return { text: corrected.text, corrections: [...joined.corrections, ...corrected.corrections] };
}

/** A compound as one word, if the index has it only so. */
function withoutHyphens(compound: string, lexicon: Lexicon): string | undefined {
  const joined = compound.replace(/[‐‑-]/gu, '');
  return lexicon.count(compound) === 0 && lexicon.count(joined) > 0 ? joined : undefined;
}

/** A word as the compound with one hyphen that the index has instead of it. */
function withHyphens(word: string, lexicon: Lexicon): string | undefined {
  if (lexicon.count(word) > 0) return undefined;
  return lexicon.similarWords(word, 1).find((each) => each.word.includes('-') && each.word.replace('-', '') === word)
    ?.word;
}

function isSameStem(one: string, other: string): boolean {
  return indexTerms(one).join(' ') === indexTerms(other).join(' ');
}

/**
 * The nearest word; among equally near ones, the most frequent, then the one with the same last letter. Undefined if two words of
 * different stems are equally near and frequent.
 */
function nearest(
  word: string,
  reach: number,
  lexicon: Lexicon,
  isLikely: (near: { readonly word: string; readonly count: number }) => boolean,
): string | undefined {
  const letters = lettersOf(word);
  const endsAlike = (each: { readonly word: string }) => each.word.at(-1) === word.at(-1);
  const near = lexicon
    .similarWords(word, reach)
    // Each edit changes at most two kinds of letters; counting these is much faster than computing the distance.
    .filter((each) => bitsIn(letters ^ lettersOf(each.word)) <= 2 * reach)
    // An extra letter at the end is as often another form of a name, such as a woman's, as a typo.
    .filter((each) => each.word.length >= SHORTEST && !word.startsWith(each.word))
    .map((each) => ({ ...each, steps: distance(word, each.word).steps }))
    .filter((each) => each.steps <= reach && isLikely(each))
    .sort(
      (one, other) =>
        one.steps - other.steps || other.count - one.count || Number(endsAlike(other)) - Number(endsAlike(one)),
    );
  const [best] = near;
  const tied = near.filter((each) => each.steps === best?.steps && each.count === best.count);
  return tied.every((each) => best && isSameStem(each.word, best.word)) ? best?.word : undefined;
}

/** The kinds of letters in a word as bits; letters far apart in Unicode may share a bit. */
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

function replaceWords(
  text: string,
  replacement: (word: string, before: string, after: string) => string | undefined,
  pattern = WORD,
) {
  const corrections: Correction[] = [];
  const quoted = [...text.matchAll(QUOTED)].map(({ index, 0: all }) => ({ start: index, end: index + all.length }));
  const replaced = text.replace(pattern, (word, at: number) => {
    if (quoted.some(({ start, end }) => start <= at && at < end)) return word;
    const to = replacement(word, text.slice(0, at), text.slice(at + word.length));
    if (to === undefined) return word;
    const cased = /^\p{Lu}/u.test(word) ? to.charAt(0).toUpperCase() + to.slice(1) : to;
    corrections.push({ from: word, to: cased });
    return cased;
  });
  return { text: replaced, corrections };
}
