import { type Draft, endsSentence, type Line, linesOf, WORDS_LIMIT } from '../model/draft.js';

const BULLET = /^(?:[-*•‣◦▪●]|\d{1,3}[.)])\s+(?=\S)/;
/** Longer lines are not hard-wrapped: each is a paragraph, as in text saved from the web. */
const WRAP_MAX = 120;
const WRAP_MIN = 40;
/** How many characters before the last position where the next word still fits a wrapped line may end. */
const RAGGED = 12;

/** Paragraphs and list items of plain text: one for each line, or for each run of hard-wrapped lines. */
export function plainBlocks(text: string): Draft[] {
  const lines = linesOf(text);
  const width = wrapWidth(lines);
  const blocks: Draft[] = [];
  for (let at = 0; at < lines.length; at++) {
    const first = lines[at];
    if (!first?.text) continue;
    const marker = BULLET.exec(first.text)?.[0].length ?? 0;
    let last = first;
    for (let next = lines[at + 1]; next && joins(last, next, width, marker > 0); next = lines[at + 1]) {
      last = next;
      at++;
    }
    const start = first.start + marker;
    const words = text.slice(start, Math.min(last.end, start + WORDS_LIMIT)).replaceAll('\n', ' ');
    blocks.push({ kind: marker ? 'item' : 'paragraph', start, end: last.end, words });
  }
  return blocks;
}

function joins(line: Line, next: Line, width: number | undefined, item: boolean): boolean {
  if (!next.text || BULLET.test(next.text)) return false;
  if (line.text.length >= WRAP_MIN && !endsSentence(line.text) && /^[\p{Ll},;)]/u.test(next.text)) return true;
  if (width === undefined) return false;
  if (line.text.length > width || next.text.length > width) return false;
  if (next.indent > line.indent && !item) return false;
  return isFull(line, next, width);
}

/** The column at which the text is hard-wrapped; undefined if each line is a paragraph. */
function wrapWidth(lines: readonly Line[]): number | undefined {
  const breaks: [Line, Line][] = [];
  let width = 0;
  let wrappable = 0;
  let total = 0;
  lines.forEach((line, at) => {
    const next = lines[at + 1];
    total += line.text.length;
    if (line.text.length > WRAP_MAX) return;
    wrappable += line.text.length;
    if (!line.text || !next?.text || BULLET.test(next.text)) return;
    breaks.push([line, next]);
    width = Math.max(width, line.text.length, next.text.length <= WRAP_MAX ? next.text.length : 0);
  });
  const share = (test: (line: Line, next: Line) => boolean) =>
    breaks.filter(([line, next]) => test(line, next)).length / breaks.length;
  const isWrapped =
    breaks.length > 0 &&
    width >= WRAP_MIN &&
    wrappable * 2 > total &&
    share((line) => !endsSentence(line.text)) >= 0.5 &&
    share((_, next) => startsLower(next)) >= 0.3 &&
    share((line, next) => isFull(line, next, width)) >= 0.6;
  return isWrapped ? width : undefined;
}

function isFull(line: Line, next: Line, width: number): boolean {
  const space = next.text.indexOf(' ');
  const word = space < 0 ? next.text.length : space;
  return line.text.length + 1 + word + RAGGED > width;
}

/** Scripts without case count as lower case, because their lines may continue a sentence too. */
function startsLower(line: Line): boolean {
  return /^[\p{Ll}\p{Lo}]/u.test(line.text);
}
