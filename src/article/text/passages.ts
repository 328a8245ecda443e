import type { Article, Passage, Sentence } from '../model/article.js';
import { isQuotable } from '../model/draft.js';
import { splitSentences } from './sentences.js';

/** Default maximum length of a passage, in UTF-16 units; about 130 tokens of the default model. */
export const MAX_CHARS = 600;

/** Identifies how articles are cut into passages. Increase it with every change: an index built with another value is rebuilt. */
export const CHUNKING = `v1:${MAX_CHARS}`;

/** What may be between two sentences of a passage: white space and markers of quotes, lists and tables. */
const GAP = /^[\s>|*+•‣◦▪●.)\dxX[\]-]*$/;
const GAP_MAX = 40;

/**
 * The article's quotable sentences, in order, as passages of at most `maxChars`: consecutive sentences under one heading. A
 * longer sentence is a passage of its own; a passage that is past half of `maxChars` ends with its paragraph.
 */
export function passagesOf(article: Article, maxChars = MAX_CHARS): Passage[] {
  const passages: Passage[] = [];
  let heading: string | undefined;
  let open: Sentence[] = [];
  for (const block of article.blocks) {
    if (!isQuotable(block.kind)) {
      close();
      if (block.kind === 'heading') heading = article.text.slice(block.start, block.end).replace(/\s+/g, ' ');
      continue;
    }
    if (length(open) > maxChars / 2) close();
    for (const sentence of splitSentences(article.text, block, article.meta.language)) {
      if (!fits(sentence)) close();
      open.push(sentence);
    }
  }
  close();
  return passages;

  function fits(sentence: Sentence): boolean {
    const [first, last] = [open[0], open.at(-1)];
    if (!first || !last) return true;
    const gap = sentence.start - last.end;
    return (
      sentence.end - first.start <= maxChars && gap <= GAP_MAX && GAP.test(article.text.slice(last.end, sentence.start))
    );
  }

  function close(): void {
    const [first, last] = [open[0], open.at(-1)];
    if (!first || !last) return;
    passages.push({ start: first.start, end: last.end, sentences: open, ...(heading && { heading }) });
    open = [];
  }
}

const length = (sentences: readonly Sentence[]) => (sentences.at(-1)?.end ?? 0) - (sentences[0]?.start ?? 0);
