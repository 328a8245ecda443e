import type { BlockKind } from './article.js';

/** A block while the article is being cleaned: its kind may still change, its place may not. */
export interface Draft {
  kind: BlockKind;
  readonly start: number;
  readonly end: number;
  /** What it says, without markup and on one line, at most `WORDS_LIMIT` characters: for recognising it, never for quoting. */
  readonly words: string;
}

/** Longer blocks are prose whatever they say; this also bounds the work of every pattern. */
export const WORDS_LIMIT = 2000;

export interface Line {
  /** Of the line without the white space around it; equal on a blank line. */
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

/** Whether a line ends as a sentence does. */
export function endsSentence(words: string): boolean {
  return /[.!?…:;。！？｡।؟]["'”’»)\]*_]*$/.test(words.slice(-8));
}

export function hasWords(words: string): boolean {
  return /[\p{L}\p{N}]/u.test(words);
}

export function isQuotable(kind: BlockKind): boolean {
  return kind === 'paragraph' || kind === 'item' || kind === 'code';
}
