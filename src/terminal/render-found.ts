import type { Found, Match } from '../answer/locate/found.js';
import type { Quote } from '../answer/quoting/answer.js';
import type { Span } from '../article/model/article.js';
import { printable } from './printable.js';
import { type Canvas, painter, renderQuote } from './render.js';

/** What the articles contain of a text: word for word, with differences, or only the closest quotes. */
export function renderFound(found: Found, canvas: Canvas): string {
  const paint = painter(canvas);
  if (found.kind === 'nothing') return paint(['bold', 'red'], '○ Found nothing close to this in the articles');
  if (found.kind === 'related') {
    const quotes = found.quotes.map((quote) => renderQuote(quote, canvas));
    return [paint(['bold', 'yellow'], '◐ Not a quotation. The closest quotes, for you to judge'), ...quotes].join(
      '\n\n',
    );
  }
  return found.matches.map((match) => renderMatch(match, canvas)).join('\n\n');
}

function renderMatch({ given, exact, struck, quotes }: Match, canvas: Canvas): string {
  const paint = painter(canvas);
  if (exact) {
    const head = paint(['bold', 'green'], '● Word for word');
    return [head, ...quotes.map((quote) => renderQuote(quote, canvas))].join('\n\n');
  }
  const head = paint(['bold', 'yellow'], '◐ Not word for word');
  const text = between(given, struck, (words) => paint(['red', 'strikethrough'], `~~${words}~~`));
  // Without colour, bold would be invisible.
  const shown = quotes.map((quote) => renderQuote(quote, canvas, (words) => paint('bold', `**${words}**`)));
  return [`${head}\n    given: ${text.replace(/\s+/gu, ' ')}`, ...shown].join('\n\n');
}

function between(text: string, spans: readonly Span[], mark: (words: string) => string): string {
  let shown = '';
  let at = 0;
  for (const { start, end } of spans) {
    shown += printable(text.slice(at, start)) + mark(printable(text.slice(start, end)));
    at = end;
  }
  return shown + printable(text.slice(at));
}

/** A line for scripts. */
export function foundLine(text: string, found: Found): string {
  const quote = ({ articleId: article, also, ...rest }: Quote): object => ({
    article,
    ...rest,
    ...(also && { also: also.map(quote) }),
  });
  if (found.kind === 'nothing') return JSON.stringify({ text, kind: found.kind });
  if (found.kind === 'related') return JSON.stringify({ text, kind: found.kind, quotes: found.quotes.map(quote) });
  const matches = found.matches.map(({ quotes, ...rest }) => ({ ...rest, quotes: quotes.map(quote) }));
  return JSON.stringify({ text, kind: found.kind, matches });
}
