import type { Span } from '../../article/model/article.js';
import { escapeMarkdown, isolated, tidy } from './text.js';

export interface Clipped {
  /** Escaped, ready for a message. */
  readonly text: string;
  /** Whether something was cut off; the text then ends in "…". */
  readonly cut: boolean;
}

const words = new Intl.Segmenter(undefined, { granularity: 'word' });
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

const ends = (segments: Iterable<{ index: number; segment: string }>) =>
  Array.from(segments, ({ index, segment }) => index + segment.length);

/** Where a text may be cut, best first: at spaces, at word boundaries, between graphemes, between code points. */
const CUTS: readonly ((text: string) => number[])[] = [
  (text) => Array.from(text.matchAll(/ /g), ({ index }) => index),
  (text) => ends(words.segment(text)),
  (text) => ends(graphemes.segment(text)),
  (text) => Array.from(text.matchAll(/./gsu), ({ index, 0: character }) => index + character.length),
];

/**
 * Tidies and escapes `text` and fits it into `max` UTF-16 units, including escapes. A longer text is cut at the end of a word,
 * unless that would lose most of it, and never inside a character or an escape. `max` must be at least 4.
 */
export function clip(text: string, max: number): Clipped {
  return fitted(tidy(text), max, escapeMarkdown);
}

/** Clips a title or name, and isolates it so that its writing direction does not reorder the rest of the line. */
export function clipName(text: string, max: number): string {
  return isolated(clip(text, max - 2).text);
}

/**
 * Like `clip`, with the words at `marks` in bold, or between another `sign`. Marks are ascending spans of `text` that don't
 * overlap. A mark that is cut off is still closed.
 */
export function clipMarked(text: string, marks: readonly Span[], max: number, sign: '**' | '~~' = '**'): Clipped {
  const { plain, bold } = tidyMarked(text, marks);
  return fitted(plain, max, (head) => inBold(head, bold, sign));
}

/** Splits a whole text into pieces of up to `max` UTF-16 units, at the places where `clip` cuts, with "…" at the cuts. */
export function piecesMarked(text: string, marks: readonly Span[], max: number): string[] {
  const { plain, bold } = tidyMarked(text, marks);
  const pieces: string[] = [];
  let from = 0;
  while (from < plain.length) {
    const at = from;
    const left = bold.map(({ start, end }) => ({ start: Math.max(0, start - at), end: Math.max(0, end - at) }));
    const toShown = (head: string) => inBold(head, left);
    const rest = plain.slice(from);
    const whole = toShown(rest);
    const lead = from > 0 ? '…' : '';
    const room = max - lead.length;
    const end = whole.length <= room ? rest.length : Math.max(1, cutOf(rest, room, toShown));
    const shown = end === rest.length ? whole : `${toShown(rest.slice(0, end).trimEnd())}…`;
    pieces.push(lead + shown);
    from += end;
    while (plain[from] === ' ') from += 1;
  }
  return pieces;
}

function tidyMarked(text: string, marks: readonly Span[]): { plain: string; bold: Span[] } {
  const plain = tidy(text);
  return { plain, bold: marks.flatMap((mark) => tidied(text, plain, mark)) };
}

function inBold(head: string, bold: readonly Span[], sign: '**' | '~~' = '**'): string {
  let shown = '';
  let at = 0;
  for (const { start, end } of bold) {
    const inside = head.slice(start, end).trim();
    const from = head.indexOf(inside, start);
    if (start < at || !inside) continue;
    shown += `${escapeMarkdown(head.slice(at, from))}${sign}${escapeMarkdown(inside)}${sign}`;
    at = from + inside.length;
  }
  return shown + escapeMarkdown(head.slice(at));
}

/** The span in the tidied text; empty if tidying removes it, or if it cuts a character. */
function tidied(text: string, plain: string, { start, end }: Span): Span[] {
  const words = tidy(text.slice(start, end));
  const before = tidy(text.slice(0, start));
  const from = before.length + (plain[before.length] === ' ' ? 1 : 0);
  const fits = words !== '' && plain.startsWith(before) && plain.startsWith(words, from) && !words.includes('\uFFFD');
  return fits ? [{ start: from, end: from + words.length }] : [];
}

/** Like `clip`, without escapes, for places without markdown, such as the name of a choice. */
export function clipPlain(text: string, max: number): string {
  return fitted(tidy(text), max, (plain) => plain).text;
}

function fitted(text: string, max: number, toShown: (text: string) => string): Clipped {
  const escaped = toShown(text);
  if (escaped.length <= max) return { text: escaped, cut: false };
  const end = cutOf(text, max, toShown);
  return { text: `${toShown(text.slice(0, end).trimEnd())}…`, cut: true };
}

/** Where to cut a text so that the formatted head and "…" fit into `max` units; 0 if nothing fits. */
function cutOf(text: string, max: number, toShown: (text: string) => string): number {
  // Formatting never shortens, so nothing beyond `max` fits. A few more units show where words and characters end.
  const head = text.slice(0, max + 8);
  for (const cuts of CUTS) {
    const end = lastWhere(cuts(head), (position) => toShown(head.slice(0, position)).length < max);
    if (end >= max / 4) return end;
  }
  return 0;
}

/** The last of the ascending `positions` that fits, by binary search; -1 if none does. */
function lastWhere(positions: readonly number[], fits: (position: number) => boolean): number {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (fits(positions[middle] ?? 0)) low = middle + 1;
    else high = middle;
  }
  return positions[low - 1] ?? -1;
}
