import { indexTerms } from '../../search/text/terms.js';
import { holdsWord } from './counts.js';

/** What stands between a place and the wider one behind it: "Leeds in northern England", "the Leeds district of England". */
const IN_BETWEEN = /^(?: [\p{Ll}-]+)?(?:,| (?:in|of))(?: the)?(?: [\p{Ll}-]+)? $/u;

/**
 * Whether the texts say somewhere that a place lies in another one, which is among the words of a sentence: "England's Leeds",
 * "Leeds in northern England".
 * @param place one word; its case does not matter.
 */
export function isWithin(place: string, words: readonly string[], texts: readonly string[]): boolean {
  const wider = new Set<string>();
  for (const text of texts) {
    const names = [...text.matchAll(/\p{Lu}[\p{L}\p{M}-]+/gu)];
    for (const [at, { 0: name, index }] of names.entries()) {
      if (!holdsWord(indexTerms(name), place)) continue;
      const [before, behind] = [names[at - 1], names[at + 1]];
      if (before && /^['’]s? $/u.test(text.slice(before.index + before[0].length, index))) wider.add(before[0]);
      if (behind && IN_BETWEEN.test(text.slice(index + name.length, behind.index))) wider.add(behind[0]);
    }
  }
  return [...wider].some((name) => words.some((word) => /^\p{Lu}/u.test(word) && holdsWord(indexTerms(word), name)));
}
