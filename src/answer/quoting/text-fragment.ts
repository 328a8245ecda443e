import type { Article, Span } from '../../article/model/article.js';
import { asRead, bare } from '../../article/text/joins.js';

/** Minimum and maximum number of words that identify a quote's start or end; fewer are seldom unique. */
const WORDS = { least: 4, most: 12 } as const;
/** Maximum number of words before a quote that distinguish it from another occurrence of the same words. */
const MAX_BEFORE = 8;
/** Quotes up to this length are given in full. */
const SHORT = 80;
/** Markup that a page doesn't show, so a text with it would not be found there. */
const MARKUP = /\*\*|__|~~|`|\]\(|\p{Cs}/u;

/**
 * The text directive (`text=…`, WICG Scroll to Text Fragment) that finds a quote on the page that its article came from, in
 * at most `max` characters. Undefined if no such directive identifies the quote.
 */
export function textDirective(article: Pick<Article, 'text' | 'blocks' | 'joins'>, span: Span, max: number) {
  const { blocks } = article;
  const text = asRead(article);
  const touched = blocks.filter((block) => block.start < span.end && span.start < block.end);
  const [first, last] = [touched[0], touched.at(-1)];
  if (!first || !last) return undefined;
  // Browsers match each part inside one block of the page.
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

/** The fewest first words that are unique in the article, or unique together with the words before them. */
function start(page: string, words: readonly string[], isAll: boolean, before: readonly string[]): Start | undefined {
  const whole = words.join(' ');
  const shortest = isAll && whole.length <= SHORT ? words.length : Math.min(words.length, WORDS.least);
  const longest = Math.max(shortest, Math.min(words.length, WORDS.most));
  for (let count = shortest; count <= longest; count += 1) {
    const start = words.slice(0, count).join(' ');
    if (isUnique(page, start)) return { start, isWhole: isAll && count === words.length };
  }
  const start = words.slice(0, shortest).join(' ');
  for (let count = 1; count <= Math.min(before.length, MAX_BEFORE); count += 1) {
    const lead = before.slice(-count).join(' ');
    if (isUnique(page, `${lead} ${start}`)) return { start, before: lead, isWhole: isAll && shortest === words.length };
  }
  return undefined;
}

/** The fewest last words whose first match after the start is where the quote ends. */
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

/** Normalised the way browsers compare: case and kinds of white space are ignored. */
function folded(text: string): string {
  return bare(text).replace(/\s+/gu, ' ').toLowerCase();
}

function wordsOf(text: string): string[] {
  return bare(text)
    .split(/\s+/u)
    .filter((word) => word !== '');
}

/** Percent-encoded, including everything with a meaning in a directive or in the Markdown around the link. */
function encoded(text: string): string {
  const safe = encodeURIComponent(text.replace(/\p{Cs}/gu, '\uFFFD'));
  return safe.replace(/[-!~*'()_]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
}
