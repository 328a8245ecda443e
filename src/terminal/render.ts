import { styleText } from 'node:util';
import wrapAnsi from 'wrap-ansi';
import type { Answer, Quote } from '../answer/quoting/answer.js';
import { citationLine, dateOf } from '../answer/quoting/citation-line.js';
import { shownText } from '../answer/quoting/slice.js';
import type { SourceSummary } from '../app/verbatim.js';
import { ENDINGS_READ } from '../article/formats.js';
import { skippedIn } from '../article/skipped.js';
import { bare } from '../article/text/joins.js';
import type { IndexReport, RollBackReport } from '../library/reports.js';
import { printable } from './printable.js';

type Format = Parameters<typeof styleText>[0];

/** How text is displayed: `columns` wide, with or without colour. */
export interface Canvas {
  readonly columns: number;
  readonly colour: boolean;
}

export function canvasOf(stream: NodeJS.WriteStream): Canvas {
  // hasColors() honours NO_COLOR, FORCE_COLOR and TERM.
  const colour = stream.isTTY && stream.hasColors();
  return { columns: Math.min(stream.columns ?? 100, 110), colour };
}

const HEADINGS: Record<Answer['kind'] | 'differ', { text: string; format: Format }> = {
  answered: { text: '● The articles say', format: ['bold', 'green'] },
  differ: { text: '● The articles differ', format: ['bold', 'green'] },
  closest: { text: '◐ Not sure that this answers it. The closest passages', format: ['bold', 'yellow'] },
  nothing: { text: '○ Found nothing close to this in the articles', format: ['bold', 'red'] },
};

/**
 * An answer as text: its outcome, then each quote with its citation; below the outcome a note, unless the articles answer.
 */
export function renderAnswer(answer: Answer, canvas: Canvas, note?: string): string {
  const paint = painter(canvas);
  const differ = answer.kind === 'answered' && answer.differ === true;
  const { text, format } = HEADINGS[differ ? 'differ' : answer.kind];
  const confidence =
    answer.kind === 'nothing' ? '' : paint('dim', ` (confidence ${Math.round(100 * answer.confidence)} %)`);
  const quotes = answer.quotes.map((quote) => {
    const date = differ ? `    ${paint('bold', printable(dateOf(quote.citation.article)))}\n` : '';
    return `${date}${renderQuote(quote, canvas)}`;
  });
  const searched = answer.searchedAs ? `\n  ${paint('dim', `searched as: ${printable(answer.searchedAs)}`)}` : '';
  const notes = note !== undefined && answer.kind !== 'answered' ? [wrap(note, canvas.columns)] : [];
  const head = [`${paint(format, text)}${confidence}${searched}`, ...notes].join('\n');
  return [head, ...quotes].join('\n\n');
}

/** A quote with its citation; `mark` displays the marked words, by default in bold. */
export function renderQuote(quote: Quote, canvas: Canvas, mark?: (words: string) => string): string {
  const paint = painter(canvas);
  const text = marked(quote, mark ?? ((words) => paint('bold', words)));
  const body = indent(wrap(oneSpaced(text), canvas.columns - 4), paint('dim', '  │ '));
  const { number, article } = quote.citation;
  const line = indent(wrap(`[${number}] ${printable(citationLine(quote.citation))}`, canvas.columns - 4), '    ');
  const also = (quote.also ?? []).map(({ citation }) =>
    paint(
      'cyan',
      indent(wrap(`also in [${citation.number}] ${printable(citationLine(citation))}`, canvas.columns - 4), '    '),
    ),
  );
  return [
    body,
    paint('cyan', line),
    ...(article.url ? [`    ${paint('dim', printable(article.url))}`] : []),
    ...also,
  ].join('\n');
}

function marked(quote: Quote, show: (words: string) => string): string {
  const { start, marks = [] } = quote;
  const text = shownText(quote);
  let shown = '';
  let at = 0;
  for (const mark of marks) {
    shown +=
      printable(text.slice(at, mark.start - start)) + show(printable(text.slice(mark.start - start, mark.end - start)));
    at = mark.end - start;
  }
  return bare(shown + printable(text.slice(at)));
}

const ITEM = /^(?:[-*+•‣◦▪●]|\d{1,3}[.)]) /u;

/** Replaces white space with single spaces, but keeps the line break before a list item. */
function oneSpaced(text: string): string {
  const lines = text.split('\n').map((line) => line.replace(/\s+/gu, ' ').trim());
  return lines
    .filter(Boolean)
    .reduce((shown, line) => (shown === '' ? line : `${shown}${ITEM.test(line) ? '\n' : ' '}${line}`), '');
}

/** The list of articles, with one or two lines for each. */
export function renderSources(sources: readonly SourceSummary[], canvas: Canvas): string {
  const paint = painter(canvas);
  return sources
    .map((source) => {
      const { publisher, author, publishedAt, passages, id, copyOf } = source;
      const copy = copyOf && `copy of “${copyOf.title}” (${copyOf.id})`;
      const details = [publisher, author, publishedAt, `${passages} passages`, copy, id];
      return `${paint('bold', printable(source.title))}\n    ${paint('dim', printable(details.filter(Boolean).join(' · ')))}`;
    })
    .join('\n');
}

/** The most articles of a kind that a report names. */
const NAMED = 20;

/** The result of an index run, with everything that could not be read. */
export function renderReport(report: IndexReport): string {
  const { added, changed, removed, unchanged, articles, passages, sentences, embedded, cached, seconds, problems } =
    report;
  const skipped = skippedIn(report.skipped);
  return [
    ...namedChanges(report),
    `${added.length} added, ${changed.length} changed, ${removed.length} removed, ${unchanged} unchanged: ` +
      `${counted(articles, 'article')}, ${counted(passages, 'passage')}, ${counted(sentences, 'sentence')} ` +
      `(${embedded} texts embedded, ${cached} from the cache) in ${seconds.toFixed(1)} s.`,
    ...problems.map(({ where, reason }) => printable(`! ${where}: ${reason}`)),
    ...(skipped ? [printable(`! ${skipped} Formats that are read: ${ENDINGS_READ}`)] : []),
  ].join('\n');
}

/** The result of a roll-back, and what comes next. */
export function renderRollBack(report: RollBackReport): string {
  const { id, builtAt, articles, added, changed, removed } = report;
  return [
    ...namedChanges(report),
    `The index of ${builtAt} is in use again (${id}, ${articles} articles): ` +
      `${added.length} restored, ${changed.length} back to their earlier version, ${removed.length} no longer included.`,
    'The article files were not changed: the next `npm run index` reads them again. To undo this, roll back again.',
  ].join('\n');
}

function namedChanges({ added, changed, removed }: Pick<IndexReport, 'added' | 'changed' | 'removed'>): string[] {
  const named = (label: string, ids: readonly string[]) => [
    ...ids.slice(0, NAMED).map((id) => printable(`  ${label} ${id}`)),
    ...(ids.length > NAMED ? [`  ${label} … and ${ids.length - NAMED} more`] : []),
  ];
  return [...named('+', added), ...named('~', changed), ...named('-', removed)];
}

export function painter({ colour }: Canvas): (format: Format, text: string) => string {
  // The canvas has already determined whether the stream supports colour.
  return (format, text) => (colour ? styleText(format, text, { validateStream: false }) : text);
}

export function wrap(text: string, columns: number): string {
  return pieces(text)
    .map((piece) => wrapAnsi(piece, Math.max(20, columns), { hard: true }))
    .join('\n');
}

/** The most UTF-16 units that are wrapped at once: the time grows with the square of a word's length. */
const AT_ONCE = 4_000;

function pieces(text: string): string[] {
  if (text.length <= AT_ONCE) return [text];
  const space = text.lastIndexOf(' ', AT_ONCE);
  const end = space > AT_ONCE / 2 ? space : AT_ONCE - (/[\uD800-\uDBFF]/.test(text[AT_ONCE - 1] ?? '') ? 1 : 0);
  return [text.slice(0, end), ...pieces(text.slice(end).trimStart())];
}

export function indent(text: string, by: string): string {
  return text.replace(/^/gmu, by);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
