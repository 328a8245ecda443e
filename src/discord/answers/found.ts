import type { Found, Match } from '../../answer/locate/found.js';
import type { Quote } from '../../answer/quoting/answer.js';
import { shownText } from '../../answer/quoting/slice.js';
import type { Span } from '../../article/model/article.js';
import { type Card, COLOURS, card, MAX_TEXT } from '../components/card.js';
import { alsoLine, briefCitation, citationLine, type Reader } from '../components/citation.js';
import { clipMarked } from '../components/clip.js';

/** Quotes that are shown of one match. */
const MOST_QUOTES = 2;
/** The least that a text can be clipped to. */
const LEAST = 4;
/** As much of a message as all that stands around the quotes may take up; citations are shortened where they are longer. */
const MOST_FRAME = MAX_TEXT / 2;

/** What the articles hold of a message, in their own words; whether they bear it out is never said. */
export function renderFound(found: Found, reader: Reader): Card {
  const { t } = reader;
  if (found.kind === 'nothing') return card(COLOURS.nothing, [`### ${t('find:nothing')}`]);
  if (found.kind === 'related') {
    const head = `### ${t('find:related')}\n-# ${t('find:judge')}`;
    const sections = found.quotes.map((quote) => (show: Show) => quoted(quote, [], show));
    return card(COLOURS.closest, [head, ...fitted(head, sections, sections.length, reader)]);
  }
  const { matches } = found;
  const head = `### ${t('find:found')}`;
  const sections = matches.map(
    (match) => (show: Show) => (match.exact ? wordForWord(match, show) : sideBySide(match, show)),
  );
  const texts = matches.reduce(
    (sum, { exact, quotes }) => sum + Math.min(quotes.length, MOST_QUOTES) + (exact ? 0 : 1),
    0,
  );
  const colour = matches.every(({ exact }) => exact) ? COLOURS.answered : COLOURS.closest;
  return card(colour, [head, ...fitted(head, sections, texts, reader)]);
}

/** How texts are shown: for whom, in how many UTF-16 units each, with citations in full or not. */
interface Show extends Reader {
  readonly room: number;
  readonly isBrief: boolean;
}

/** The sections with as much room for each of the `texts` in them as a message has, equally. */
function fitted(head: string, sections: readonly ((show: Show) => string)[], texts: number, reader: Reader): string[] {
  const frameOf = (isBrief: boolean) =>
    sections.reduce((sum, section) => sum + section({ ...reader, room: LEAST, isBrief }).length, head.length);
  const isBrief = frameOf(false) > MOST_FRAME;
  const room = Math.max(LEAST, Math.floor((MAX_TEXT - frameOf(isBrief)) / texts));
  return sections.map((section) => section({ ...reader, room, isBrief }));
}

function wordForWord({ quotes }: Match, show: Show): string {
  const shown = quotes.slice(0, MOST_QUOTES);
  const each = shown.map((quote) => quoted(quote, wholly(quote) ? [] : marksOf(quote), show));
  return [`**${show.t('find:exact')}**`, ...each].join('\n');
}

/** What the message says, with what the article doesn't struck out, above what the article says, with what the message doesn't in bold. */
function sideBySide({ given, struck, quotes }: Match, show: Show): string {
  const { t, room } = show;
  return [
    `**${t('find:differs')}**`,
    `-# ${t('find:given')}`,
    clipMarked(given, struck, room, '~~').text,
    `-# ${t('find:inArticle')}`,
    ...quotes.slice(0, MOST_QUOTES).map((quote) => quoted(quote, marksOf(quote), show)),
  ].join('\n');
}

function quoted(quote: Quote, marks: readonly Span[], show: Show): string {
  const { t, room, isBrief } = show;
  const { text, cut } = clipMarked(shownText(quote), marks, room);
  const citation = isBrief ? briefCitation(quote.citation) : citationLine(quote, show);
  const others = (quote.also ?? []).map((each) => each.citation);
  const also = others.length > 0 && !isBrief ? `\n-# ${alsoLine(others, t)}` : '';
  return `> ${text}\n-# ${citation}${cut ? ` · ${t('find:goesOn')}` : ''}${also}`;
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
