/** An abbreviation that an article explains, as in "Korean People's Army (KPA)". */
export interface Abbreviation {
  readonly short: string;
  readonly long: string;
}

const SHORT = '[\\p{L}\\p{N}][\\p{L}\\p{N}.&/-]{1,9}';
const SHORT_INSIDE = new RegExp(`\\((${SHORT})\\)`, 'gu');
const LONG_INSIDE = new RegExp(`(?<![\\p{L}\\p{N}])(${SHORT}) \\(([^()]{4,80})\\)`, 'gu');

/** The abbreviations that a text explains, in either order, by the algorithm of Schwartz and Hearst (2003). */
export function abbreviationsIn(text: string): Abbreviation[] {
  const before = [...text.matchAll(SHORT_INSIDE)].flatMap(({ index, 1: short = '' }) =>
    pair(short, text.slice(Math.max(0, index - 120), index).trimEnd()),
  );
  const inside = [...text.matchAll(LONG_INSIDE)].flatMap(({ 1: short = '', 2: long = '' }) => pair(short, long));
  return [...before, ...inside];
}

function pair(short: string, text: string): Abbreviation[] {
  if (!isShortForm(short)) return [];
  // At most as many words as the short form has letters plus five, or twice as many letters, whichever is fewer.
  const most = Math.min(short.length + 5, 2 * short.length);
  const clause = /[^.;:!?()]*$/u.exec(text)?.[0] ?? '';
  const words = clause.trim().split(/\s+/u).slice(-most).join(' ');
  const long = longForm(short, words);
  return long && long.length > short.length && long.includes(' ') ? [{ short, long }] : [];
}

/** At least two capitals, and at least half of its letters are capitals. */
function isShortForm(short: string): boolean {
  const capitals = short.match(/\p{Lu}/gu)?.length ?? 0;
  return capitals >= 2 && 2 * capitals >= (short.match(/\p{L}/gu)?.length ?? 0);
}

/** The shortest end of the text that holds the short form's letters in order, the first of them at the start of a word. */
function longForm(short: string, text: string): string | undefined {
  const letters = short.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const lower = text.toLowerCase();
  if (lower.length !== text.length) return undefined;
  let at = lower.length;
  for (let index = letters.length - 1; index >= 0; index--) {
    at = lower.lastIndexOf(letters[index] ?? '', at - 1);
    while (index === 0 && at > 0 && /[\p{L}\p{N}]/u.test(lower[at - 1] ?? ''))
      at = lower.lastIndexOf(letters[0] ?? '', at - 1);
    if (at < 0 || (at === 0 && index > 0)) return undefined;
  }
  return text.slice(at);
}
