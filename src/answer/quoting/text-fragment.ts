import type { Article, Span } from '../../article/model/article.js';
import { asRead, bare } from '../../article/text/joins.js';

/** Words that a start or an end of a quote is named by: at least so many, as they are seldom unique when fewer, and at most. */
const WORDS = { least: 4, most: 12 } as const;
/** Words before a quote that tell it from another of the same words. */
const MOST_BEFORE = 8;
/** A quote up to this long is named whole. */
const SHORT = 80;
/** Markup that a page doesn't show, so that its text would not be found there. */
const MARKUP = /\*\*|__|~~|`|\]\(|\p{Cs}/u;

/**
 * The text directive (`text=…`, WICG Scroll to Text Fragment) that finds a quote on the page its article was taken from, in
 * at most `max` characters. Undefined where the quote can't be told from the rest of the article so.
 */
export function textDirective(article: Pick<Article, 'text' | 'blocks' | 'joins'>, span: Span, max: number) {
  const { blocks } = article;
  const text = asRead(article);
  const touched = blocks.filter((block) => block.start < span.end && span.start < block.end);
  const [first, last] = [touched[0], touched.at(-1)];
  if (!first || !last) return undefined;
  // A browser looks for each part inside one block of the page.
  const opening = wordsOf(text.slice(span.start, Math.min(span.end, first.end)));
  const closing = first === last ? opening : wordsOf(text.slice(Math.max(span.start, last.start), span.end));
  const page = folded(text);
  const named = start(page, opening, first === last, wordsOf(text.slice(0, span.start)));
  if (!named) return undefined;
  const from = folded(text.slice(0, span.start)).length + folded(named.start).length;
  const to = named.isWhole ? undefined : end(page, closing, from, folded(text.slice(0, span.end)).trimEnd().length);
  const before = named.before ? `${encoded(named.before)}-,` : '';
  const candidates = [...(to ? [`text=${before}${encoded(named.start)},${encoded(to)}`] : [])];
  candidates.push(`text=${before}${encoded(named.start)}`);
  return candidates.find((directive) => directive.length <= max && !MARKUP.test(decodeURIComponent(directive)));
}

interface Start {
  readonly start: string;
  readonly before?: string;
  readonly isWhole: boolean;
}

/** The fewest first words that stand once in the article, or with the words before them where they stand more often. */
function start(page: string, words: readonly string[], isAll: boolean, before: readonly string[]): Start | undefined {
  const whole = words.join(' ');
  const shortest = isAll && whole.length <= SHORT ? words.length : Math.min(words.length, WORDS.least);
  const longest = Math.max(shortest, Math.min(words.length, WORDS.most));
  for (let count = shortest; count <= longest; count += 1) {
    const start = words.slice(0, count).join(' ');
    if (isUnique(page, start)) return { start, isWhole: isAll && count === words.length };
  }
  const start = words.slice(0, shortest).join(' ');
  for (let count = 1; count <= Math.min(before.length, MOST_BEFORE); count += 1) {
    const lead = before.slice(-count).join(' ');
    if (isUnique(page, `${lead} ${start}`)) return { start, before: lead, isWhole: isAll && shortest === words.length };
  }
  return undefined;
}

/** The fewest last words that, looked for behind the start, are first found where the quote ends. */
function end(page: string, words: readonly string[], from: number, to: number): string | undefined {
  for (let count = WORDS.least; count <= Math.min(words.length, WORDS.most); count += 1) {
    const end = words.slice(-count).join(' ');
    const at = to - folded(end).length;
    if (at < from) return undefined;
    if (page.indexOf(folded(end), from) === at) return end;
  }
  return undefined;
}

function isUnique(page: string, words: string): boolean {
  const wanted = folded(words);
  const at = wanted === '' ? -1 : page.indexOf(wanted);
  return at >= 0 && page.indexOf(wanted, at + 1) < 0;
}

/** As browsers compare: without regard to case and kinds of white space. */
function folded(text: string): string {
  return bare(text).replace(/\s+/gu, ' ').toLowerCase();
}

function wordsOf(text: string): string[] {
  return bare(text)
    .split(/\s+/u)
    .filter((word) => word !== '');
}

/** Percent-encoded, with all that means something in a directive, or in the markdown around the link. */
function encoded(text: string): string {
  const safe = encodeURIComponent(text.replace(/\p{Cs}/gu, '\uFFFD'));
  return safe.replace(/[-!~*'()_]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
}
