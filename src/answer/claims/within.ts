import { indexTerms } from '../../search/text/terms.js';
import { holdsWord } from './counts.js';

/** What can come between a place and the wider place after it: "Leeds in northern England", "the Leeds district of England". */
const IN_BETWEEN = /^(?: [\p{Ll}-]+)?(?:,| (?:in|of))(?: the)?(?: [\p{Ll}-]+)? $/u;

/**
 * Whether any of the texts says that a place lies in another place that is among a sentence's words: "England's Leeds",
 * "Leeds in northern England".
 * @param place one word; case does not matter.
 */
export function isWithin(place: string, words: readonly string[], texts: readonly string[]): boolean {
  const wider = new Set<string>();
  for (const text of texts) {
    const names = [...text.matchAll(/\p{Lu}[\p{L}\p{M}-]+/gu)];
    for (const [at, { 0: name, index }] of names.entries()) {
      if (!holdsWord(indexTerms(name), place)) continue;
      const [before, after] = [names[at - 1], names[at + 1]];
      if (before && /^['’]s? $/u.test(text.slice(before.index + before[0].length, index))) wider.add(before[0]);
      if (after && IN_BETWEEN.test(text.slice(index + name.length, after.index))) wider.add(after[0]);
    }
  }
  return [...wider].some((name) => words.some((word) => /^\p{Lu}/u.test(word) && holdsWord(indexTerms(word), name)));
}
