import type { Lexicon } from '../../search/ports.js';
import { isFunctionWord } from '../../search/text/terms.js';
import { countryAsWritten } from './countries.js';

/** Maximum number of words in a name. */
const MAX_IN_NAME = 5;
const WORD = /\p{L}[\p{L}\p{M}\p{N}]*(?:['’]\p{L}+)*/gu;

/** The question with names capitalised as in the articles, for a question typed without capitals or all in capitals. */
export function withCapitals(text: string, lexicon: Lexicon): string {
  const lower = isAllCaps(text) ? text.toLowerCase() : text;
  const words = [...lower.matchAll(WORD)].map(({ index, 0: word }) => ({
    word,
    start: index,
    end: index + word.length,
  }));
  let cased = '';
  let done = 0;
  for (let at = 0; at < words.length; ) {
    const first = words[at];
    const name = nameAt(at);
    if (first && name) {
      cased += lower.slice(done, first.start) + name.form;
      done = name.end;
    }
    at += name?.words ?? 1;
  }
  // "us" is a name only after "the".
  return (cased + lower.slice(done)).replace(/\bthe us\b(?!['’])/gu, 'the US');

  function nameAt(at: number): { form: string; words: number; end: number } | undefined {
    const start = words[at]?.start ?? 0;
    for (let count = Math.min(MAX_IN_NAME, words.length - at); count > 0; count--) {
      const last = words[at + count - 1];
      const typed = last && lower.slice(start, last.end);
      if (!typed || (count === 1 && (isFunctionWord(typed) || typed.length < 2))) continue;
      const form = lexicon.nameOf(typed) ?? countryIn(typed, lexicon);
      const ending = /['’]s?$/u.exec(typed)?.[0] ?? '';
      if (form) return { form: form + ending, words: count, end: last.end };
    }
    return undefined;
  }
}

/** A country or nationality, unless the articles use the word as an ordinary one, such as "turkey". */
function countryIn(words: string, lexicon: Lexicon): string | undefined {
  return !words.includes(' ') && lexicon.count(words) > 0 ? undefined : countryAsWritten(words);
}

/** Whether a word other than the first is capitalised like a name; then words without capitals are intentional. */
export function isCased(text: string): boolean {
  return /(?<=[\p{L}\p{N}'’][^\p{L}\p{N}'’]+)\p{Lu}[\p{L}\p{M}]*\p{Ll}/u.test(text);
}

/** Whether the text is typed entirely in capitals. */
function isAllCaps(text: string): boolean {
  return !/\p{Ll}/u.test(text) && (text.match(/\p{Lu}{2,}/gu)?.length ?? 0) > 2;
}
