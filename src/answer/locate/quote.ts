import type { Article, Block, Span } from '../../article/model/article.js';
import { splitSentences } from '../../article/text/sentences.js';
import type { Quote } from '../quoting/answer.js';
import { locatorAt } from '../quoting/locator.js';
import { cited } from '../quoting/quotes.js';
import { sliceOf } from '../quoting/slice.js';

/** Maximum length, in UTF-16 units, added on either side to complete a sentence. */
const MAX_ADDED = 300;
/** Longer blocks are not split into sentences for this. */
const LONGEST_BLOCK = 20_000;

/** A quote of a span of an article, extended to whole sentences where that adds little. */
export function quoteAround(article: Article, span: Span, number: number, score: number): Quote {
  const { text, blocks } = article;
  const first = blocks.find((block) => holds(block, span.start));
  const last = blocks.find((block) => holds(block, span.end - 1));
  const start = first ? sentenceAt(article, first, span.start).start : span.start;
  const end = last ? sentenceAt(article, last, span.end - 1).end : span.end;
  const expanded = {
    start: span.start - start <= MAX_ADDED ? start : span.start,
    end: end - span.end <= MAX_ADDED ? end : span.end,
  };
  const heading = blocks.findLast((block) => block.kind === 'heading' && block.start < span.start);
  const words = heading && text.slice(heading.start, heading.end).replace(/\s+/g, ' ');
  const locator = locatorAt(article, expanded.start, first?.paragraph ?? 1, words);
  const citation = { number, article: cited(article), locator };
  return { articleId: article.id, ...sliceOf(article, expanded), score, citation };
}

function sentenceAt({ text, meta }: Article, block: Block, offset: number): Span {
  if (block.end - block.start > LONGEST_BLOCK) return { start: offset, end: offset + 1 };
  const sentences = splitSentences(text, block, meta.language);
  return sentences.find((sentence) => holds(sentence, offset)) ?? { start: offset, end: offset + 1 };
}

function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset < end;
}
