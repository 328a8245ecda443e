import type { Article, Block, Span } from '../model/article.js';

/** A paragraph with at least this many UTF-16 units besides the quote gives enough context. */
const ENOUGH = 200;

/** The paragraphs that a span touches; with the previous and next one under the same heading if they add little to the span. */
export function paragraphsAround({ blocks }: Pick<Article, 'blocks'>, span: Span): Block[] {
  const touches = (block: Block) => block.start < span.end && span.start < block.end;
  const first = blocks.findIndex(touches);
  const last = blocks.findLastIndex(touches);
  if (first < 0) return [];
  const own = blocks.slice(first, last + 1).filter(isRead);
  const size = own.reduce((sum, { start, end }) => sum + end - start, 0);
  if (size >= span.end - span.start + ENOUGH) return own;
  const neighbours = (block: Block | undefined) => (block && isRead(block) ? [block] : []);
  return [...neighbours(blocks[first - 1]), ...own, ...neighbours(blocks[last + 1])];
}

const isRead = ({ paragraph }: Block) => paragraph > 0;
