import type { Lexicon } from '../../search/ports.js';
import type { TermStatistics } from '../../search/text/matching.js';
import { isFunctionWord, type Token, tokenize } from '../../search/text/terms.js';
import { otherNamesOf } from './countries.js';

/** Terms of the question, and terms that the articles may use instead. */
export interface Equivalent {
  readonly terms: readonly string[];
  readonly instead: readonly string[];
}

/** Maximum number of consecutive words that are looked up together. */
const LONGEST = 6;
/** Minimum length, in letters, of a compound that may be written as two words. */
const MIN_COMPOUND = 6;

/**
 * Equivalents of the question's words: abbreviations that the articles explain and their long forms, countries and their
 * people, compounds written as one word or several. The longest match comes first; each word is part of at most one.
 */
export function equivalentsOf(text: string, lexicon?: Lexicon): Equivalent[] {
  const tokens = tokenize(text);
  const found: Equivalent[] = [];
  for (let at = 0; at < tokens.length; ) {
    const { equivalents, count } = longestAt(tokens, at, lexicon);
    found.push(...equivalents);
    at += count;
  }
  return found;
}

/** A text's terms, plus the question's terms that it expresses in other words. */
export function asAsked(terms: readonly string[], equivalents: readonly Equivalent[]): readonly string[] {
  if (equivalents.length === 0) return terms;
  const held = new Set(terms);
  const meant = equivalents
    .filter(({ instead }) => instead.every((term) => held.has(term)))
    .flatMap((each) => each.terms.filter((term) => !held.has(term)));
  return meant.length > 0 ? [...terms, ...new Set(meant)] : terms;
}

/** A term counts as at least as frequent as its most frequent equivalent: a word that the articles never use is not rare. */
export function withEquivalents(statistics: TermStatistics, equivalents: readonly Equivalent[]): TermStatistics {
  if (equivalents.length === 0) return statistics;
  const frequencyOf = (term: string) => statistics.sentenceFrequency(term);
  return {
    sentenceCount: statistics.sentenceCount,
    sentenceFrequency: (term) => {
      const others = equivalents.filter(({ terms }) => terms.includes(term));
      return Math.max(frequencyOf(term), ...others.map(({ instead }) => Math.min(...instead.map(frequencyOf))));
    },
  };
}

function longestAt(tokens: readonly Token[], at: number, lexicon: Lexicon | undefined) {
  for (let count = Math.min(LONGEST, tokens.length - at); count > 0; count--) {
    const words = tokens.slice(at, at + count);
    const first = words[0]?.word ?? '';
    if (count === 1 && isFunctionWord(first) && !/^\p{Lu}{2,}$/u.test(first)) continue;
    const terms = words.flatMap((token) => token.terms);
    const phrase = words.map(({ word }) => word).join(' ');
    const names = [...otherNamesOf(terms), ...(lexicon?.alsoCalled(phrase) ?? [])];
    const equivalents = [
      ...names.map((name) => ({ terms: contentOf(words), instead: contentOf(tokenize(name)) })),
      ...compound(words, lexicon),
    ].filter((each) => each.instead.length > 0);
    if (equivalents.length > 0) return { equivalents, count };
  }
  return { equivalents: [], count: 1 };
}

/** "de-mined" for "demined" and vice versa; "airfield" for "air field" if the articles write it so. */
function compound(words: readonly Token[], lexicon: Lexicon | undefined): Equivalent[] {
  const [first, second, third] = words;
  if (!first || third) return [];
  if (!second) {
    const [whole, ...parts] = first.terms;
    if (!whole || parts.length < 2 || !/[‐‑-]/u.test(first.word)) return [];
    return [
      { terms: parts, instead: [whole] },
      { terms: [whole], instead: parts },
    ];
  }
  const joined = `${first.word}${second.word}`;
  if (joined.length < MIN_COMPOUND || isFunctionWord(first.word) || isFunctionWord(second.word)) return [];
  const isOneWord = /^\p{L}+$/u.test(joined) && lexicon && lexicon.count(joined) > 0;
  return isOneWord ? [{ terms: contentOf(words), instead: tokenize(joined).flatMap((token) => token.terms) }] : [];
}

/** The terms of content words; of all words if none is a content word. */
function contentOf(tokens: readonly Token[]): string[] {
  const content = tokens.filter(({ word }) => !isFunctionWord(word) || /^\p{Lu}{2,}$/u.test(word));
  return [...new Set((content.length > 0 ? content : tokens).flatMap((token) => token.terms))];
}
