import { francAll } from 'franc-min';
import * as stopword from 'stopword';

/** Fewest letters, in scripts that several languages share, by which a language is told. */
const FEWEST_LETTERS = 12;
/** Function words of a language that have to be there, as a share of all words. */
const FUNCTION_WORDS = 0.25;
/** The languages that franc tells and whose function words are listed, by ISO 639-3, with their BCP 47 tags. */
const LANGUAGES: ReadonlyMap<string, { readonly tag: string; readonly functionWords: ReadonlySet<string> }> = new Map(
  (
    [
      ['eng', 'en', stopword.eng],
      ['deu', 'de', stopword.deu],
      ['fra', 'fr', stopword.fra],
      ['spa', 'es', stopword.spa],
      ['ita', 'it', stopword.ita],
      ['nld', 'nl', stopword.nld],
      ['por', 'pt', stopword.por],
      ['pol', 'pl', stopword.pol],
      ['ron', 'ro', stopword.ron],
      ['swe', 'sv', stopword.swe],
      ['ces', 'cs', stopword.ces],
      ['hun', 'hu', stopword.hun],
      ['tur', 'tr', stopword.tur],
      ['ind', 'id', stopword.ind],
      ['vie', 'vi', stopword.vie],
      ['rus', 'ru', stopword.rus],
      ['ukr', 'uk', stopword.ukr],
      ['bul', 'bg', stopword.bul],
      ['arb', 'ar', stopword.ara],
      ['pes', 'fa', stopword.fas],
    ] as const
  ).map(([code, tag, words]) => [code, { tag, functionWords: new Set(words) }]),
);

/** The scripts that one language alone is written in. */
const BY_SCRIPT = [
  [/\p{Script=Hangul}/u, 'ko'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Hebrew}/u, 'he'],
] as const;

/** The letters that one language alone has, of those that share a script. */
const BY_LETTER = [
  [/ў/iu, 'be'],
  [/[їєґ]|и.*і|і.*и/isu, 'uk'],
  [/ß/u, 'de'],
] as const;

/**
 * The language of a question, as a BCP 47 tag; undefined where so few words don't tell. Letter statistics alone are no better than
 * a guess for a question, so its function words have to agree.
 */
export function languageIn(question: string): string | undefined {
  const letters = question.match(/\p{L}/gu) ?? [];
  const own = BY_LETTER.find(([pattern]) => pattern.test(question));
  if (own) return own[1];
  const script = BY_SCRIPT.find(
    ([pattern]) => letters.filter((letter) => pattern.test(letter)).length * 2 > letters.length,
  );
  if (script) return script[1];
  const words = question.toLowerCase().match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  if (letters.length < FEWEST_LETTERS || words.length < 3) return undefined;
  const shares = [...LANGUAGES]
    .map(([code, { tag, functionWords }]) => {
      return { code, tag, share: words.filter((word) => functionWords.has(word)).length / words.length };
    })
    .sort((one, other) => other.share - one.share);
  const [best, second] = shares;
  if (!best || best.share < FUNCTION_WORDS) return undefined;
  // Languages that are kin share many of those words; then the letters decide.
  if (best.share > 1.5 * (second?.share ?? 0)) return best.tag;
  const alike = shares.filter(({ share }) => best.share <= 1.5 * share).map(({ code }) => code);
  const [guess] = francAll(question, { only: alike, minLength: FEWEST_LETTERS })[0] ?? [];
  return guess === undefined ? undefined : LANGUAGES.get(guess)?.tag;
}
