import type { Found, Match } from '../../answer/locate/found.js';
import type { Quote } from '../../answer/quoting/answer.js';
import { shownText } from '../../answer/quoting/slice.js';
import type { Span } from '../../article/model/article.js';
import { type Card, COLOURS, card, MAX_TEXT } from '../components/card.js';
import { alsoLine, briefCitation, citationLine, type Reader } from '../components/citation.js';
import { clipMarked } from '../components/clip.js';

/** Quotes to show for each match. */
const MOST_QUOTES = 2;
/** Shortest length to which a text can be clipped. */
const LEAST = 4;
/** Most of a message that everything around the quotes may take. Citations are shortened if necessary. */
const MOST_FRAME = MAX_TEXT / 2;

/** Passages of the articles that match a message. The card never says whether they support it. */
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

/** How texts are shown: the reader, UTF-16 units for each text, and whether citations are complete. */
interface Show extends Reader {
  readonly room: number;
  readonly isBrief: boolean;
}

/** The sections, with a message's room divided equally between their `texts`. */
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

/** The message's text with differing words struck out, above the article's text with differing words in bold. */
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

/** The quote's marks as offsets in its text. */
function marksOf({ start, marks = [] }: Quote): Span[] {
  return marks.map((mark) => ({ start: mark.start - start, end: mark.end - start }));
}

/** Whether all words of the quote are marked, so that marking would highlight nothing. */
function wholly({ text, start, marks = [] }: Quote): boolean {
  let rest = '';
  let at = 0;
  for (const mark of marks) {
    rest += text.slice(at, mark.start - start);
    at = mark.end - start;
  }
  return !/[\p{L}\p{N}]/u.test(rest + text.slice(at));
}
