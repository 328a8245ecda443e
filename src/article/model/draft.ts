import type { BlockKind } from './article.js';

/** A block while the article is being cleaned: its kind may still change, its position may not. */
export interface Draft {
  kind: BlockKind;
  readonly start: number;
  readonly end: number;
  /** Its text on one line, without markup, at most `WORDS_LIMIT` characters: for recognition only, never for quoting. */
  readonly words: string;
}

/** Blocks longer than this are prose; this also bounds the time of every pattern. */
export const WORDS_LIMIT = 2000;

export interface Line {
  /** Offsets of the line without surrounding white space; equal on a blank line. */
  readonly start: number;
  readonly end: number;
  readonly indent: number;
  readonly text: string;
}

export function linesOf(text: string): Line[] {
  let offset = 0;
  return text.split('\n').map((line) => {
    const trimmed = line.trim();
    const indent = trimmed ? line.indexOf(trimmed) : 0;
    const start = offset + indent;
    offset += line.length + 1;
    return { start, end: start + trimmed.length, indent, text: trimmed };
  });
}

/** Whether a line ends like a sentence. */
export function endsSentence(words: string): boolean {
  return /[.!?…:;。！？｡।؟]["'”’»)\]*_]*$/.test(words.slice(-8));
}

export function hasWords(words: string): boolean {
  return /[\p{L}\p{N}]/u.test(words);
}

export function isQuotable(kind: BlockKind): boolean {
  return kind === 'paragraph' || kind === 'item' || kind === 'code';
}
