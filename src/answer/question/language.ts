import { francAll } from 'franc-min';
import * as stopword from 'stopword';
import { canonical } from '../../article/text/language.js';

/** Minimum number of letters in a question before its language is guessed. */
const MIN_LETTERS = 3;
/** Minimum number of function words that identify a language written in the articles' script. */
const MIN_WORDS = 2;
/** In another script, the likeliest guess needs no function words if the runner-up scores below this, 0 to 1. */
const RUNNER_UP = 0.9;
/** How many guesses are considered, most likely first. */
const GUESSES = 5;
/** Single letters, as in formulas, are not words. */
const WORD = /[\p{L}\p{M}’']{2,}/gu;
/** Particles that occur in names in any language, so they do not identify the language of a text. */
const IN_NAMES = new Set(
  'al ap bin d da das de del della den der di dos du e el la las le les los san van von y'.split(' '),
);

/**
 * The language of a question as a BCP 47 tag, if it is certainly not one of the articles' languages; undefined otherwise.
 * Guesses for short texts are often wrong, so only letters that belong to one language count, or function words that the
 * articles' languages do not have.
 * @param languages the articles' BCP 47 tags.
 */
export function foreignLanguageOf(question: string, languages: Iterable<string>): string | undefined {
  const text = question.normalize('NFC');
  const known = new Set([...languages].map(baseOf));
  if (known.size === 0 || (text.match(/\p{L}/gu) ?? []).length < MIN_LETTERS) return undefined;
  const guesses = francAll(text, { minLength: 1 }).filter(([code]) => code !== 'und');
  const language = guesses.length === 1 ? guesses[0]?.[0] : byFunctionWords(text, guesses, known);
  const tag = language && canonical(language);
  return tag && !known.has(baseOf(tag)) ? tag : undefined;
}

/** The likeliest guess if its function words confirm it; in another script than the articles', the one with most function words. */
function byFunctionWords(text: string, all: readonly [string, number][], known: ReadonlySet<string>) {
  const lists = functionWords();
  const knownLists = [...known].flatMap((tag) => lists.get(tag) ?? []);
  const isKnown = (word: string) => knownLists.some((list) => list.has(word));
  const words = [...new Set(text.toLowerCase().match(WORD))].filter((word) => !IN_NAMES.has(word));
  const guesses = all.slice(0, GUESSES).flatMap(([code, likelihood]) => {
    const list = lists.get(baseOf(canonical(code) ?? code));
    return list ? [{ code, likelihood, own: words.filter((word) => !isKnown(word) && list.has(word)).length }] : [];
  });
  const [first, second] = guesses;
  if (!first) return undefined;
  const letters = [...text.toLowerCase()].filter((letter) => /\p{L}/u.test(letter));
  const knownLetters = new Set(knownLists.flatMap((list) => [...list]).join(''));
  if (letters.filter((letter) => knownLetters.has(letter)).length * 2 >= letters.length)
    return first.own >= MIN_WORDS && first.own > words.filter(isKnown).length ? first.code : undefined;
  const [best = first] = guesses.toSorted((a, b) => b.own - a.own);
  return best.own > 0 || (second?.likelihood ?? 0) < RUNNER_UP ? best.code : undefined;
}

let lists: ReadonlyMap<string, ReadonlySet<string>> | undefined;

/** Function words by base language, for the languages that the library covers. */
function functionWords(): ReadonlyMap<string, ReadonlySet<string>> {
  lists ??= new Map(
    Object.entries(stopword as Readonly<Record<string, unknown>>).flatMap(([code, words]) => {
      const tag = Array.isArray(words) ? canonical(code) : undefined;
      return tag ? [[baseOf(tag), new Set<string>(words as string[])] as const] : [];
    }),
  );
  return lists;
}

function baseOf(tag: string): string {
  return new Intl.Locale(tag).language;
}
