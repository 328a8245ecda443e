/** Half-open range of UTF-16 offsets into an article's text: `text.slice(start, end)`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface ArticleMeta {
  readonly publisher?: string;
  readonly author?: string;
  /** ISO 8601: a date (`2024-12-05`) or a local or zoned date and time (`2024-12-05T23:00`). */
  readonly publishedAt?: string;
  readonly url?: string;
  /** BCP 47 tag, e.g. `en`. */
  readonly language: string;
  /** The top-level folder of the articles that it lies in; absent for those in none. */
  readonly collection?: string;
}

/**
 * What a stretch of an article is. Only `paragraph`, `item` and `code` are ever quoted: a title or heading is shown
 * as context, `byline` holds dates and credits, `boilerplate` is what a site puts around its articles.
 */
export type BlockKind = 'title' | 'heading' | 'paragraph' | 'item' | 'code' | 'byline' | 'boilerplate';

export interface Block extends Span {
  readonly kind: BlockKind;
  /** 1-based number among the article's quotable blocks; 0 for the others. */
  readonly paragraph: number;
}

export interface Article {
  /** Path under the articles folder with forward slashes, or the `id` of a JSONL line. */
  readonly id: string;
  readonly title: string;
  /** The text as stored: every offset in the system counts from its start and it never changes after cleaning. */
  readonly text: string;
  /** SHA-256, hex, over everything that is indexed: text, title, metadata and blocks. */
  readonly contentHash: string;
  readonly meta: ArticleMeta;
  /** In order of position, not overlapping; together they cover all text but white space and markup. */
  readonly blocks: readonly Block[];
  /** Where each page begins, ascending, the first at 0; only of articles that have pages. */
  readonly pages?: readonly number[];
  /** Offsets of hyphens and line ends amid words that did not fit their line (see joins.ts); only of articles that have any. */
  readonly joins?: readonly number[];
}

/** A sentence inside one block. A block's sentences cover all of it but white space. */
export interface Sentence extends Span {
  readonly paragraph: number;
}

/** Consecutive quotable sentences under one heading, sized for the embedding model's window; what is embedded. */
export interface Passage extends Span {
  readonly heading?: string;
  readonly sentences: readonly Sentence[];
}

/** A file, or a line of one, that could not be read as an article. */
export interface ArticleProblem {
  /** Path under the articles folder, with `:line` where that helps. */
  readonly where: string;
  /** A sentence: what was wrong and what to do. */
  readonly reason: string;
  /** Path of another article that the reason names. */
  readonly other?: string;
}
