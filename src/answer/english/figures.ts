import type { Span } from '../../article/model/article.js';
import { NUMBER_WORDS, ONES, SCALES } from '../../search/text/numbers.js';

/** An amount in a text, or a range of amounts. Offsets are relative to the text. */
export interface Figure extends Span {
  /** The smallest and largest amount that the words allow; infinite where they set no limit. */
  readonly least: number;
  readonly most: number;
  /** Whether the amount is approximate. */
  readonly rough: boolean;
  readonly percent: boolean;
}

const WORD = `(?:${[...NUMBER_WORDS.keys()].join('|')})(?:-(?:${ONES.join('|')}))?`;
const SCALE = `(?:${[...SCALES.keys()].join('|')})`;
const HEDGE = [
  'about|around|approximately|roughly|some|nearly|almost|close to|circa|an estimated',
  'more than|over|at least|no fewer than|no less than',
  'up to|at most|fewer than|less than|under|no more than',
] as const;

/** An amount: digits or a number word, scales such as "million", a hedge before it, a percent sign after it. */
const FIGURE = new RegExp(
  `(?<![\\p{L}\\p{N}.,/:-])(?:(?<hedge>${HEDGE.join('|')}) )?` +
    `(?<amount>[$€£¥]? ?\\d+(?:,\\d{3})*(?:\\.\\d+)?|an?(?= ${SCALE})|${WORD})` +
    `(?<scales>(?:[ -]${SCALE})*)(?<percent> ?%| per ?cent\\b)?(?![\\p{L}\\p{N}/:]|[.,]\\p{N})`,
  'giu',
);

/** The amounts in a text. Years, ordinals, times, days of a month and digits in names are not amounts. */
export function figuresIn(text: string): Figure[] {
  const dates = datesIn(text);
  const figures = [...text.matchAll(FIGURE)].flatMap((match): Figure[] => {
    const { hedge = '', amount = '', scales = '', percent } = match.groups ?? {};
    const start = match.index;
    const end = start + match[0].length;
    if (dates.some((date) => start < date.end && date.start < end)) return [];
    if (/\b(?:half|quarter of) $/i.test(text.slice(0, start))) return [];
    // "one" is rarely an amount; a capitalised number word inside a sentence, or "12-K", is part of a name.
    if (/^one$/i.test(amount) && !scales) return [];
    if (
      /^-\p{Lu}/u.test(text.slice(end)) ||
      (/^\p{Lu}/u.test(amount) && !/(?:^|[.!?:“"(]\s*)$/u.test(text.slice(0, start)))
    )
      return [];
    const value = [...scales.matchAll(/\p{L}+/gu)].reduce(
      (product, [scale]) => product * (SCALES.get(scale.toLowerCase()) ?? 1),
      amountOf(amount),
    );
    const sort = HEDGE.findIndex((words) => new RegExp(`^(?:${words})$`, 'i').test(hedge));
    const least = sort === 2 ? Number.NEGATIVE_INFINITY : value;
    const most = sort === 1 ? Number.POSITIVE_INFINITY : value;
    return [{ start, end, least, most, rough: sort >= 0, percent: percent !== undefined }];
  });
  return joinRanges(text, figures);
}

/** "10 to 20", "10–20" and "between 10 and 20" are one figure. */
function joinRanges(text: string, figures: readonly Figure[]): Figure[] {
  const joined: Figure[] = [];
  for (const figure of figures) {
    const last = joined.at(-1);
    const gap = last && text.slice(last.end, figure.start);
    const isRange =
      last &&
      gap !== undefined &&
      (/^ ?[–—-] ?$|^ (?:to|or) $/u.test(gap) || (gap === ' and ' && /between $/i.test(text.slice(0, last.start))));
    if (!isRange) joined.push(figure);
    else joined[joined.length - 1] = { ...last, end: figure.end, most: figure.most, percent: figure.percent };
  }
  return joined;
}

function amountOf(amount: string): number {
  const word = amount.toLowerCase();
  if (/^an?$/.test(word)) return 1;
  if (/\d/.test(word)) return Number(word.replace(/[^\d.]/g, ''));
  const [tens = '', ones] = word.split('-');
  return (NUMBER_WORDS.get(tens) ?? 0) + (ones ? (NUMBER_WORDS.get(ones) ?? 0) : 0);
}

/** A date in a text, as precise as the text is: `year`, `month` (1–12) and `day` where given. */
export interface DateSaid extends Span {
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
}

const MONTHS = 'January|February|March|April|May|June|July|August|September|October|November|December'.split('|');
const MONTH = `(?<month>${MONTHS.map((name) => `${name}|${name.slice(0, 3)}\\.?`).join('|')}|Sept\\.?)`;
const YEAR = '(?<year>(?:1[0-9]|20)\\d\\d)';
const PART = '(?:[Ee]arly|[Mm]id|[Ll]ate|[Tt]he (?:beginning|middle|end) of)[ -]';
const AT =
  '[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]efore|[Aa]fter|[Oo]f|[Ff]rom|[Dd]uring|[Tt]o|[Ll]ast|[Tt]his|[Nn]ext';
const NO_MORE = '(?![\\p{L}\\p{N}]|[.,]\\p{N})';
const DATES = [
  `(?<year>\\d{4})-(?<number>\\d\\d)-(?<day>\\d\\d)`,
  `(?<day>\\d{1,2})(?:st|nd|rd|th)? ${MONTH}(?:,? ${YEAR})?`,
  `${MONTH} (?<day>\\d{1,2})(?:st|nd|rd|th)?(?:,? ${YEAR})?`,
  `(?:${PART})?${MONTH},? ${YEAR}`,
  `${PART}${MONTH}`,
  `(?<=\\b(?:${AT}) )${MONTH}`,
  `(?<=(?:\\b(?:${AT}|and|early|mid|late) |\\())${YEAR}(?! (?:\\p{Ll}+s|people|men|women)\\b)`,
].map((pattern) => new RegExp(`(?<![\\p{L}\\p{N}.,/-])${pattern}${NO_MORE}`, 'gu'));

/** The days, months and years in an English text. Relative dates such as "Monday" are left out. */
export function datesIn(text: string): DateSaid[] {
  const dates: DateSaid[] = [];
  for (const match of DATES.flatMap((pattern) => [...text.matchAll(pattern)])) {
    const start = match.index;
    const end = start + match[0].length;
    if (dates.some((date) => start < date.end && date.start < end)) continue;
    const { year, month: name, number, day } = match.groups ?? {};
    const month = name ? 1 + MONTHS.findIndex((each) => each.slice(0, 3) === name.slice(0, 3)) : Number(number);
    dates.push({
      start,
      end,
      ...(year && { year: Number(year) }),
      ...(month && { month }),
      ...(day && { day: Number(day) }),
    });
  }
  return dates.sort((a, b) => a.start - b.start);
}
