/** Half-open range of UTF-16 offsets into an article's text: `text.slice(start, end)`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface ArticleMeta {
  readonly publisher?: string;
  readonly author?: string;
  /** ISO 8601: a date (`2024-12-05`) or a date and time, local or with time zone (`2024-12-05T23:00`). */
  readonly publishedAt?: string;
  readonly url?: string;
  /** BCP 47 tag, e.g. `en`. */
  readonly language: string;
  /** The article's top-level folder; absent if it is not in one. */
  readonly collection?: string;
}

/**
 * What kind of text a block is. Only `paragraph`, `item` and `code` are ever quoted: a title or heading is shown as context,
 * `byline` has dates and credits, `boilerplate` is what a site puts around its articles.
 */
export type BlockKind = 'title' | 'heading' | 'paragraph' | 'item' | 'code' | 'byline' | 'boilerplate';

export interface Block extends Span {
  readonly kind: BlockKind;
  /** 1-based index among the article's quotable blocks; 0 for other blocks. */
  readonly paragraph: number;
}

export interface Article {
  /** Path under the articles folder with forward slashes, or the `id` of a record. */
  readonly id: string;
  readonly title: string;
  /** The text as stored. All offsets in the system refer to it, and it never changes after cleaning. */
  readonly text: string;
  /** SHA-256, in hexadecimal, of everything that is indexed: text, title, metadata and blocks. */
  readonly contentHash: string;
  readonly meta: ArticleMeta;
  /** In order of position, not overlapping; together they cover all text except white space and markup. */
  readonly blocks: readonly Block[];
  /** The offset of each page, ascending, starting at 0; absent if the article has no pages. */
  readonly pages?: readonly number[];
  /** Offsets of hyphens and line ends inside words broken across lines (see src/article/text/joins.ts); absent if none. */
  readonly joins?: readonly number[];
}

/** A sentence inside one block. A block's sentences cover all of it except white space. */
export interface Sentence extends Span {
  readonly paragraph: number;
}

/** Consecutive quotable sentences under one heading that fit the embedding model's window; the unit that is embedded. */
export interface Passage extends Span {
  readonly heading?: string;
  readonly sentences: readonly Sentence[];
}

/** A file, or a record in one, that could not be read as an article. */
export interface ArticleProblem {
  /** Path under the articles folder, with `:line` if that helps. */
  readonly where: string;
  /** A sentence that says what is wrong and what to do. */
  readonly reason: string;
  /** Path of another article mentioned in the reason. */
  readonly other?: string;
}
