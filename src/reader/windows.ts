import type { Span } from '../article/model/article.js';
import type { PassageToRead } from './reader.js';
import type { Piece, WordPiece } from './wordpiece.js';

/** Maximum number of tokens of a question, of a title, and of a window with its special tokens. */
export const QUESTION_TOKENS = 32;
const TITLE_TOKENS = 24;
export const WINDOW_TOKENS = 192;

/** A sentence in a window: tokens `from` (inclusive) to `to` (exclusive) of the window. */
export interface WindowSentence {
  /** Its index among the passage's sentences. */
  readonly index: number;
  readonly from: number;
  readonly to: number;
}

/** One model input: `[CLS] question [SEP] title : sentences [SEP]`, without the colon if there is no title. */
export interface Window {
  readonly ids: readonly number[];
  /** Number of tokens on the question's side, including special tokens. */
  readonly questionTokens: number;
  /** Each token's span in the passage's text; undefined for the question, the title and special tokens. */
  readonly spans: readonly (Span | undefined)[];
  readonly sentences: readonly WindowSentence[];
}

/**
 * The windows of a passage: one if it fits, otherwise several with consecutive sentences. A sentence too long for a window is
 * truncated. Text outside the sentences is not read; a sentence without tokens is in no window.
 */
export function windowsOf(
  tokenizer: WordPiece,
  question: readonly Piece[],
  { title, text, sentences }: PassageToRead,
): Window[] {
  const { first, between, last: end } = tokenizer.marks;
  const asked = [first, ...question.slice(0, QUESTION_TOKENS).map((piece) => piece.id), ...between];
  const named = title ? tokenizer.pieces(title).slice(0, TITLE_TOKENS) : [];
  const head = [...asked, ...named.map((piece) => piece.id), ...(named.length > 0 ? [tokenizer.number(':')] : [])];
  const room = WINDOW_TOKENS - head.length - 1;
  const windows: Window[] = [];
  let ids: number[] = [];
  let spans: Piece[] = [];
  let inside: WindowSentence[] = [];
  for (const [index, sentence] of sentences.entries()) {
    const { start } = sentence;
    const pieces = tokenizer
      .pieces(text.slice(start, sentence.end))
      .slice(0, room)
      .map((piece) => ({ id: piece.id, start: piece.start + start, end: piece.end + start }));
    if (pieces.length === 0) continue;
    if (ids.length + pieces.length > room) close();
    const from = head.length + ids.length;
    inside.push({ index, from, to: from + pieces.length });
    ids.push(...pieces.map((piece) => piece.id));
    spans.push(...pieces);
  }
  close();
  return windows;

  function close(): void {
    if (inside.length > 0) {
      windows.push({
        ids: [...head, ...ids, end],
        questionTokens: asked.length,
        spans: [...head.map(() => undefined), ...spans.map(({ start, end }) => ({ start, end })), undefined],
        sentences: inside,
      });
    }
    [ids, spans, inside] = [[], [], []];
  }
}
