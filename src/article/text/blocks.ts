import { type Draft, WORDS_LIMIT } from '../model/draft.js';
import type { RawBlock } from '../model/raw-article.js';
import { normaliseText } from './normalise.js';

/** A text with its blocks, and the offsets of its pages if it has any. */
export interface Joined {
  readonly text: string;
  readonly drafts: Draft[];
  readonly pages?: readonly number[];
}

/** Joins blocks into one text: blank lines between them, single line ends between items and at a page end inside a block. */
export function joinBlocks(blocks: readonly RawBlock[]): Joined {
  const drafts: Draft[] = [];
  const pages = [0];
  let page = 0;
  let text = '';
  for (const { kind, text: raw } of blocks) {
    let start: number | undefined;
    for (const [index, part] of raw.split('\f').entries()) {
      if (index > 0) page++;
      const clean = normaliseText(part).trim();
      if (!clean) continue;
      const isClose = start !== undefined || (kind === 'item' && drafts.at(-1)?.kind === 'item');
      if (text) text += isClose ? '\n' : '\n\n';
      while (pages.length <= page) pages.push(text.length);
      start ??= text.length;
      text += clean;
    }
    if (start === undefined) continue;
    const words = text.slice(start, start + WORDS_LIMIT).replaceAll('\n', ' ');
    drafts.push({ kind, start, end: text.length, words });
  }
  return { text, drafts, ...(pages.length > 1 && { pages }) };
}

/** The 1-based page of an offset in an article's text; undefined if it has no pages. */
export function pageAt(pages: readonly number[] | undefined, offset: number): number | undefined {
  return pages && pages.findLastIndex((start) => start <= offset) + 1;
}
