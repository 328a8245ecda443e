import type { Found, Match } from '../../answer/locate/types.js';
import type { Quote } from '../../answer/types.js';
import type { Span } from '../../article/types.js';
import type { Words } from '../words/words.js';
import { type Card, COLOURS, card, MAX_TEXT } from './card.js';
import { citationLine } from './citation.js';
import { clip, clipMarked } from './clip.js';

/** UTF-16 units of each of the other articles' titles. */
const MAX_ALSO = 60;
/** Quotes that are shown of one match. */
const MOST_QUOTES = 2;
/** The least that a text can be clipped to. */
const LEAST = 4;

/** What the articles hold of a message, in their own words; whether they bear it out is never said. */
export function renderFound(found: Found, t: Words): Card {
  if (found.kind === 'nothing') return card(COLOURS.nothing, [`### ${t('find:nothing')}`]);
  if (found.kind === 'related') {
    const head = `### ${t('find:related')}\n-# ${t('find:judge')}`;
    const sections = found.quotes.map((quote) => (room: number) => quoted(quote, [], room, t));
    return card(COLOURS.closest, [head, ...fitted(head, sections, sections.length)]);
  }
  const { matches } = found;
  const head = `### ${t('find:found')}`;
  const sections = matches.map(
    (match) => (room: number) => (match.exact ? wordForWord(match, room, t) : sideBySide(match, room, t)),
  );
  const texts = matches.reduce(
    (sum, { exact, quotes }) => sum + Math.min(quotes.length, MOST_QUOTES) + (exact ? 0 : 1),
    0,
  );
  const colour = matches.every(({ exact }) => exact) ? COLOURS.answered : COLOURS.closest;
  return card(colour, [head, ...fitted(head, sections, texts)]);
}

/** The sections with as much room for each of the `texts` in them as a message has, equally. */
function fitted(head: string, sections: readonly ((room: number) => string)[], texts: number): string[] {
  const frame = sections.reduce((sum, section) => sum + section(LEAST).length, head.length);
  const room = Math.max(LEAST, Math.floor((MAX_TEXT - frame) / texts));
  return sections.map((section) => section(room));
}

function wordForWord({ quotes }: Match, room: number, t: Words): string {
  const shown = quotes.slice(0, MOST_QUOTES);
  const each = shown.map((quote) => quoted(quote, wholly(quote) ? [] : marksOf(quote), room, t));
  return [`**${t('find:exact')}**`, ...each].join('\n');
}

/** What the message says, with what the article doesn't struck out, above what the article says, with what the message doesn't in bold. */
function sideBySide({ given, struck, quotes }: Match, room: number, t: Words): string {
  const shown = quotes.slice(0, MOST_QUOTES);
  return [
    `**${t('find:differs')}**`,
    `-# ${t('find:given')}`,
    clipMarked(given, struck, room, '~~').text,
    `-# ${t('find:inArticle')}`,
    ...shown.map((quote) => quoted(quote, marksOf(quote), room, t)),
  ].join('\n');
}

function quoted(quote: Quote, marks: readonly Span[], room: number, t: Words): string {
  const { text, cut } = clipMarked(quote.text, marks, room);
  const titles = quote.also?.map(({ citation: { number, article } }) => {
    return `\\[${number}\\] ${clip(article.title.trim() || article.id, MAX_ALSO).text}`;
  });
  const also = titles ? `\n-# ${t('find:also', { articles: titles.join(', ') })}` : '';
  return `> ${text}\n-# ${citationLine(quote.citation)}${cut ? ` · ${t('find:goesOn')}` : ''}${also}`;
}

/** The quote's marks as offsets into its text. */
function marksOf({ start, marks = [] }: Quote): Span[] {
  return marks.map((mark) => ({ start: mark.start - start, end: mark.end - start }));
}

/** Whether all words of the quote are marked, which sets none of them off. */
function wholly({ text, start, marks = [] }: Quote): boolean {
  let rest = '';
  let at = 0;
  for (const mark of marks) {
    rest += text.slice(at, mark.start - start);
    at = mark.end - start;
  }
  return !/[\p{L}\p{N}]/u.test(rest + text.slice(at));
}
