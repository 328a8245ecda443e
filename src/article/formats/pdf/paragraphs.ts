import { median, quantile } from '../../../runtime/quantile.js';
import { endsSentence } from '../../model/draft.js';
import type { Column, Line } from './page.js';

/** Part of one column: a paragraph, or the part of one that is in this column. */
export interface Piece {
  readonly kind: 'heading' | 'paragraph' | 'item';
  /** With the line ends of the page. */
  readonly text: string;
  readonly size: number;
  /** Whether its first line is indented; whether its last line reaches the right edge. */
  readonly isIndented: boolean;
  readonly isFull: boolean;
}

/** The font and size of most of a file's text. */
interface Type {
  readonly size: number;
  readonly font: string | undefined;
}

/** Sizes that differ by less than this share count as equal. */
const SAME_SIZE = 0.06;
/** Minimum size of a heading relative to the text. */
const LARGER = 1.12;
/** Lines further apart than this many usual line distances are in different paragraphs. */
const APART = 1.3;
/** Minimum and maximum indent, relative to the text size. */
const INDENT = { least: 0.7, most: 6 } as const;
const LONGEST_HEADING = 160;
const LONGEST_OWN = 90;
/** How a sentence may start. */
const STARTS = /^["'“‘«„(]?[\p{Lu}\p{Lo}\p{N}]/u;
const MARKER = /^(?:[•‣◦▪●■○–—*·-]|\(?(?:\d{1,3}|\p{L})[.)])\s+\S/u;

/** The font and size of most letters. */
export function usualType(columns: readonly Column[]): Type {
  const letters = new Map<string, { type: Type; count: number }>();
  for (const { text, size, font } of columns.flatMap(({ lines }) => lines)) {
    const rounded = Math.round(2 * size) / 2;
    const key = `${rounded} ${font}`;
    const known = letters.get(key);
    letters.set(key, { type: { size: rounded, font }, count: (known?.count ?? 0) + text.length });
  }
  const sizes = new Map<number, number>();
  for (const { type, count } of letters.values()) sizes.set(type.size, (sizes.get(type.size) ?? 0) + count);
  const size = [...sizes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
  const fonts = [...letters.values()].filter((each) => each.type.size === size && each.type.font !== undefined);
  return { size, font: fonts.sort((a, b) => b.count - a.count)[0]?.type.font };
}

/** Splits a column into paragraphs: at a gap, an indent, a change of size, a list marker or a short last line. */
export function piecesOf(column: Column, usual: Type): Piece[] {
  const { lines } = column;
  const leading = usualLeading(lines);
  const heads = headings(column, usual, leading);
  const pieces: number[][] = [];
  for (const at of lines.keys()) {
    const open = pieces.at(-1);
    if (open && !begins(at, open[0] ?? at, column, leading, heads)) open.push(at);
    else pieces.push([at]);
  }
  return pieces.map((own) => {
    const ownLines = own.flatMap((at) => lines[at] ?? []);
    return pieceOf(ownLines, column, heads[own[0] ?? 0] === true);
  });
}

/** Whether a line starts a new paragraph; `from` is the first line of the present one. */
function begins(at: number, from: number, column: Column, leading: number, heads: readonly boolean[]): boolean {
  const { lines, right } = column;
  const [line, last, next, first] = [lines[at], lines[at - 1], lines[at + 1], lines[from]];
  if (!line || !last || !first || heads[at] !== heads[at - 1]) return true;
  if (Math.abs(line.size - last.size) > SAME_SIZE * Math.max(line.size, last.size)) return true;
  const distance = line.y - last.y;
  const usual = heads[at] ? 1.3 * line.size : Math.max(leading, 1.1 * line.size);
  if (distance > APART * usual || distance < 0) return true;
  if (heads[at]) return false;
  const isItem = MARKER.test(first.text);
  if (MARKER.test(line.text) && (endsSentence(last.text) || isItem)) return true;
  if (!isItem && isIndent(line.left - last.left, line.size) && !hangs(line, next, from === at - 1 && last)) return true;
  const word = line.text.split(' ', 1)[0] ?? '';
  const letter = (line.right - line.left) / Math.max(1, line.text.length);
  const hasRoom = last.right + (word.length + 1) * letter < right - letter;
  return hasRoom && endsSentence(last.text) && STARTS.test(line.text);
}

/** Whether a line is the second of a paragraph with a hanging indent. */
function hangs(line: Line, next: Line | undefined, first: Line | false): boolean {
  return first !== false && next !== undefined && Math.abs(next.left - line.left) < 1 && !endsSentence(first.text);
}

function isIndent(by: number, size: number): boolean {
  return by >= INDENT.least * size && by <= INDENT.most * size;
}

/** Which lines are headings: larger than the text, or one or two separate lines in a font that differs from the text's. */
function headings({ lines, left, right }: Column, usual: Type, leading: number): boolean[] {
  const full = right - 0.1 * (right - left);
  const isOwn = ({ font, text, size }: Line) =>
    font !== undefined &&
    font !== usual.font &&
    size >= usual.size * (1 - SAME_SIZE) &&
    text.length <= LONGEST_OWN &&
    !/[.!?;,:…]["'”’»)]*$/.test(text);
  const heads: boolean[] = [];
  for (const [at, line] of lines.entries()) {
    const last = lines[at - 1];
    const isLarge = line.size >= LARGER * usual.size && line.text.length <= LONGEST_HEADING;
    const standsApart = !last || endsSentence(last.text) || line.y - last.y > 1.2 * leading || line.y < last.y;
    const isShort = lines.slice(at, at + 3).filter(isOwn).length <= 2;
    const next = lines[at + 1];
    const endsApart = !next || line.right < full || next.y - line.y > 1.2 * leading || next.y < line.y;
    const goesOn = at > 0 && heads[at - 1] === true && last?.font === line.font;
    heads.push(
      /\p{L}/u.test(line.text) && (isLarge || (isOwn(line) && isShort && endsApart && (standsApart || goesOn))),
    );
  }
  return heads;
}

function usualLeading(lines: readonly Line[]): number {
  const distances = lines.flatMap((line, at) => {
    const distance = line.y - (lines[at - 1]?.y ?? line.y);
    return distance > 0 && distance < 3 * line.size ? [distance] : [];
  });
  // The lower quartile: a column of short paragraphs has as many gaps as lines.
  return quantile(distances, 0.25);
}

function pieceOf(lines: readonly Line[], { left, right }: Column, isHead: boolean): Piece {
  const [first, last] = [lines[0], lines.at(-1)];
  const size = median(lines.map((line) => line.size));
  return {
    kind: isHead ? 'heading' : MARKER.test(first?.text ?? '') ? 'item' : 'paragraph',
    text: lines.map((line) => line.text).join('\n'),
    size,
    isIndented: isIndent((first?.left ?? 0) - Math.min(left, ...lines.map((line) => line.left)), size),
    isFull: (last?.right ?? 0) > right - 0.2 * (right - left),
  };
}
