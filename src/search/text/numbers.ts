/** The words for small numbers; a word's index is its value. */
const SMALL = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
  'eighteen nineteen twenty'
).split(' ');
const TENS = 'thirty forty fifty sixty seventy eighty ninety'.split(' ');
export const NUMBER_WORDS: ReadonlyMap<string, number> = new Map([
  ...SMALL.map((word, value) => [word, value] as const),
  ...TENS.map((word, at) => [word, 30 + 10 * at] as const),
]);
/** The words that may follow a word for tens and a hyphen. */
export const ONES: readonly string[] = SMALL.slice(1, 10);
export const SCALES: ReadonlyMap<string, number> = new Map([
  ['hundred', 1e2],
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
  ['trillion', 1e12],
]);

/** Scales that are written directly after the digits. */
const SUFFIXES: ReadonlyMap<string, number> = new Map([
  ['k', 1e3],
  ['mn', 1e6],
  ['mln', 1e6],
  ['bn', 1e9],
  ['tn', 1e12],
]);

/** Abbreviated units and their full words. Abbreviations that have other meanings after digits, such as "m", are left out. */
const UNITS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    ha: 'hectares',
    sq: 'square',
    km: 'kilometres',
    cm: 'centimetres',
    mm: 'millimetres',
    kms: 'kilometres',
    km2: 'square kilometres',
    sqkm: 'square kilometres',
    cm2: 'square centimetres',
    m2: 'square metres',
    sqm: 'square metres',
    m3: 'cubic metres',
    km3: 'cubic kilometres',
    kg: 'kilograms',
    kgs: 'kilograms',
    ft: 'feet',
    lb: 'pounds',
    lbs: 'pounds',
    hr: 'hours',
    hrs: 'hours',
    mins: 'minutes',
    secs: 'seconds',
    yr: 'years',
    yrs: 'years',
  }).map(([short, words]) => [short, words.split(' ')]),
);

const MEASURED = /^(\p{N}+(?:[.,]\p{N}+)*)(\p{L}+[23]?)$/u;

/** A number's common form for all spellings: `13000` for "13,000" and "13k", `9` for "nine"; undefined if it is not a number. */
export function numberOf(word: string): string | undefined {
  if (/^\p{N}+(?:[.,]\p{N}+)*$/u.test(word)) return digitsOf(word);
  const [, digits, suffix = ''] = MEASURED.exec(word) ?? [];
  const scale = SUFFIXES.get(suffix);
  if (digits && scale) return scaled(digitsOf(digits), scale);
  const [tens = '', ones] = word.split('-');
  const value = NUMBER_WORDS.get(tens);
  // "one" is rarely a number.
  if (value === undefined || tens === 'one') return undefined;
  if (ones === undefined) return String(value);
  return value >= 20 && ONES.includes(ones) ? String(value + 1 + ONES.indexOf(ones)) : undefined;
}

/** A number multiplied by its scale: "2.3 million" is also 2300000. Undefined if the result is not an exact whole number. */
export function scaled(number: string, scale: number): string | undefined {
  const value = Math.round(Number(number) * scale * 1e3) / 1e3;
  return Number.isSafeInteger(value) ? String(value) : undefined;
}

/** The words for a unit, as in `km²`, and the number directly before it, as in `42400ha`. */
export function measureOf(word: string): { readonly number?: string; readonly unit: readonly string[] } | undefined {
  const unit = UNITS.get(word);
  if (unit) return { unit };
  const [, digits, suffix = ''] = MEASURED.exec(word) ?? [];
  const attached = UNITS.get(suffix);
  return digits && attached ? { number: digitsOf(digits), unit: attached } : undefined;
}

/** The British spelling of units of length. */
export function unitSpelling(word: string): string {
  return word.replace(/^((?:kilo|centi|milli)?)meter(s?)$/, '$1metre$2');
}

/** A number without the commas between thousands. */
function digitsOf(word: string): string {
  return word.replace(/,(?=\p{N}{3}(?!\p{N}))/gu, '');
}
