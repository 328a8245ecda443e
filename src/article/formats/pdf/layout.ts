import { endsSentence } from '../../model/draft.js';
import type { RawBlock } from '../../model/raw-article.js';
import { columnsOf } from './columns.js';
import { withoutFurniture } from './furniture.js';
import type { Page } from './page.js';
import { type Piece, piecesOf, usualType } from './paragraphs.js';

/** Text smaller than this share of the usual size is a note. */
const NOTE = 0.92;
/** Maximum relative difference in size between parts of one paragraph. */
const SAME_SIZE = 0.06;

/** A file's blocks, and the largest text on its first page. */
interface LaidOut {
  readonly blocks: readonly RawBlock[];
  readonly title: string | undefined;
}

/** Assembles the text of a file's pages into headings, paragraphs and items, in reading order. */
export function layOut(pages: readonly Page[]): LaidOut {
  const separated = withoutFurniture(pages);
  const columns = separated.map(({ runs }) => columnsOf(runs));
  const usual = usualType(columns.flat());
  const blocks: RawBlock[] = [];
  let open: Piece | undefined;
  const close = () => {
    if (open) blocks.push({ kind: open.kind, text: open.kind === 'heading' ? oneLine(open.text) : open.text });
    open = undefined;
  };
  let title: Piece | undefined;
  for (const [at, { above, below }] of separated.entries()) {
    const pieces = (columns[at] ?? []).map((column) => piecesOf(column, usual));
    const body = pieces.map((column) => column.filter((piece) => !isNote(piece, usual.size)));
    const notes = pieces.flatMap((column) => column.filter((piece) => isNote(piece, usual.size)));
    const first = body.find((column) => column.length > 0);
    if (at === 0) title = body.flat().reduce<Piece | undefined>(larger, undefined);
    const overleaf = open && first?.[0] && goesOn(open, first[0]) ? first.shift() : undefined;
    if (open && overleaf) open = joined(open, overleaf, '\f');
    else {
      close();
      if (at > 0) blocks.push({ kind: 'boilerplate', text: '\f' });
    }
    if (body.some((column) => column.length > 0) || (open && endsSentence(open.text))) close();
    blocks.push(...above.map(boilerplate));
    for (const column of body) {
      for (const [place, piece] of column.entries()) {
        if (open && place === 0 && goesOn(open, piece)) open = joined(open, piece, '\n');
        else {
          close();
          open = piece;
        }
      }
    }
    // A block that may continue on the next page is written last on its page.
    if (open && (endsSentence(open.text) || open.kind === 'heading')) close();
    blocks.push(...notes.map(({ kind, text }) => ({ kind, text })), ...below.map(boilerplate));
  }
  close();
  return { blocks, title: title && oneLine(title.text) };
}

function larger(best: Piece | undefined, piece: Piece): Piece | undefined {
  if (piece.kind !== 'heading') return best;
  return best && best.size >= piece.size * (1 - SAME_SIZE) ? best : piece;
}

function isNote({ kind, size }: Piece, usual: number): boolean {
  return kind !== 'heading' && size < NOTE * usual;
}

/** Whether a piece at the top of a column or page continues the one before. */
function goesOn(before: Piece, piece: Piece): boolean {
  if (before.kind === 'heading' || piece.kind !== 'paragraph') return false;
  if (Math.abs(before.size - piece.size) > SAME_SIZE * before.size || endsSentence(before.text)) return false;
  return /^\p{Ll}/u.test(piece.text) || /\p{L}[-‐\u00AD]$/u.test(before.text) || (before.isFull && !piece.isIndented);
}

function joined(before: Piece, piece: Piece, by: string): Piece {
  return { ...before, text: `${before.text}${by}${piece.text}`, isFull: piece.isFull };
}

function boilerplate(text: string): RawBlock {
  return { kind: 'boilerplate', text };
}

/** Headings are never quoted, and a hyphen at the end of their lines usually belongs to the word. */
function oneLine(text: string): string {
  return text
    .replace(/(\p{L})([-‐])\n/gu, '$1$2')
    .replace(/\s+/gu, ' ')
    .trim();
}
