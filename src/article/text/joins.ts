import type { Article, Span } from '../model/article.js';

/** Replaces what is left out, so that offsets stay valid: a soft hyphen, which search, models and display ignore. */
const LEFT_OUT = '\u00AD';
/** A hyphen at a line end, with the letters or digits on both sides. */
const CUT = /(?<=([\p{L}\p{M}\p{N}]+))[-‐\u00AD]\n(?=([\p{L}\p{M}\p{N}]+))/gu;
const CUT_WORD = /[\p{L}\p{M}\p{N}]+[-‐\u00AD]\n[\p{L}\p{M}\p{N}]+|\p{Script=Hangul}+\n\p{Script=Hangul}+/gu;
const MAY_CUT = /[-‐\u00AD\p{Lo}，。、；：？！」』）》]\n/u;
/** Scripts written without spaces between words, and Hangul, whose words may be broken anywhere. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}，。、；：？！「」『』（）《》';
const UNSPACED_END = new RegExp(`(?<=[${UNSPACED}])\\n(?=[${UNSPACED}])`, 'gu');
const HANGUL_END = /(?<=(\p{Script=Hangul}+))\n(?=(\p{Script=Hangul}+))/gu;
const WORD = /[\p{L}\p{M}]+(?:[-‐][\p{L}\p{M}]+)*/gu;
/** Endings that are not words by themselves, so the hyphen before them comes from the line break. */
const ENDING =
  /^(?:[cst]ions?|[cst]ional(?:ly)?|ments?|mental(?:ly)?|ness(?:es)?|ings?|ingly|i?ties|i?ty|ously|ically|ances?|ences?|tives?|tively|isms?|ists?|ized?|ised?|izing|ising|ization|isation|ung(?:en)?|heit(?:en)?|keit(?:en)?|schaft(?:en)?|lich(?:e[nmrs]?)?|isch(?:e[nmrs]?)?)$/u;
/** Before these words, a hyphen is a suspended hyphen: "pre- and post-war". */
const SUSPENDS = /^(?:and|or|nor|to|und|oder|bzw|bis|et|ou|y|e|o|та|і|й|або|чи|и|или)$/u;

/**
 * The offsets, ascending, of hyphens and line ends that exist only because a word did not fit its line. A line end between a
 * hyphen and the rest of its word is always one. The hyphen is one if the text elsewhere has the word without it and not with it,
 * or if an ending follows it. In doubt, a hyphen is kept. In scripts without spaces, a line end between characters is always
 * one; inside a Korean word, it is one if the text has the whole word elsewhere.
 * @param spans where words may be broken: prose, not code.
 */
export function joinsOf(text: string, spans: readonly Span[]): number[] {
  const inside = spans.filter(({ start, end }) => MAY_CUT.test(text.slice(start, end)));
  if (inside.length === 0) return [];
  const counts = new Map<string, number>();
  for (const [word] of text.replace(CUT_WORD, ' ').matchAll(WORD)) {
    const key = word.toLowerCase().replaceAll('‐', '-');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const found = inside.flatMap(({ start, end }) => {
    const own = text.slice(start, end);
    const hyphens = Array.from(own.matchAll(CUT)).flatMap(({ index, 0: cut, 1: left = '', 2: right = '' }) => {
      if (SUSPENDS.test(right)) return [];
      const isLines = cut.startsWith('\u00AD') || isOneWord(left, right, counts);
      return isLines ? [index, index + 1] : [index + 1];
    });
    const unspaced = Array.from(own.matchAll(UNSPACED_END), ({ index }) => index);
    const syllables = Array.from(own.matchAll(HANGUL_END)).flatMap(({ index, 1: left, 2: right }) =>
      counts.has(`${left}${right}`) ? [index] : [],
    );
    return [...hyphens, ...unspaced, ...syllables].map((at) => start + at);
  });
  return found.sort((a, b) => a - b);
}

function isOneWord(left: string, right: string, counts: ReadonlyMap<string, number>): boolean {
  const isLower = /^\p{L}[\p{Ll}\p{M}]+$/u.test(left) && /^[\p{Ll}\p{M}]+$/u.test(right);
  const isUpper = /^\p{Lu}+$/u.test(left) && /^\p{Lu}+$/u.test(right);
  if (!isLower && !isUpper) return false;
  const [one, two] = [`${left}${right}`, `${left}-${right}`].map((word) => counts.get(word.toLowerCase()) ?? 0);
  if (one !== two) return (one ?? 0) > (two ?? 0);
  return one === 0 && isLower && ENDING.test(right);
}

/** The text of a span as people read it: each left-out character is replaced by an ignored one, so the length is the same. */
export function asRead({ text, joins = [] }: Pick<Article, 'text' | 'joins'>, span?: Span): string {
  const { start, end } = span ?? { start: 0, end: text.length };
  return withoutJoins(text.slice(start, end), start, joins);
}

/** The same for a text that starts at an offset of its article. Only hyphens and line ends are ever replaced. */
export function withoutJoins(text: string, start: number, joins: readonly number[]): string {
  let read = '';
  let at = 0;
  for (const join of joins) {
    const place = join - start;
    if (place >= text.length) break;
    if (place < at || !/[-‐\u00AD\n]/u.test(text[place] ?? '')) continue;
    read += text.slice(at, place) + LEFT_OUT;
    at = place + 1;
  }
  return read + text.slice(at);
}

/** The text without ignored characters, for models that measure it by its words. */
export function bare(read: string): string {
  return read.replaceAll(LEFT_OUT, '');
}
