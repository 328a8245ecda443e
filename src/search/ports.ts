import type { Article, ArticleMeta, Passage, Span } from '../article/model/article.js';

/** Which side of a search a text is on; models may use different prefixes or pooling for the two. */
export type EmbeddingRole = 'query' | 'passage';

/** Turns texts into unit vectors. */
export interface Embedder {
  /** Identifies everything that changes the vectors: model, weights, pooling, prefixes. */
  readonly fingerprint: string;
  readonly dimensions: number;
  /** One unit vector of `dimensions` numbers for each text, in the given order. */
  embed(texts: readonly string[], role: EmbeddingRole, signal?: AbortSignal): Promise<Float32Array[]>;
  close(): Promise<void>;
}

/** A search result: `id` is the passage's (or sentence's) id in the store. Higher scores are better. */
export interface Hit {
  readonly id: number;
  readonly score: number;
}

/** Approximate nearest neighbours by cosine similarity. */
export interface VectorIndex {
  readonly size: number;
  add(id: number, vector: Float32Array): void;
  /**
   * The `limit` nearest vectors at most, best first; `score` is the cosine similarity, −1 to 1. With `among`, only those ids
   * count, however distant.
   */
  search(vector: Float32Array, limit: number, among?: ReadonlySet<number>): Hit[];
  save(file: string): Promise<void>;
}

/** A sentence as stored. `text` has the span's length (see `asRead` in src/article/text/joins.ts); `vector` is quantized. */
export interface StoredSentence extends Span {
  readonly id: number;
  readonly passageId: number;
  readonly articleId: string;
  readonly paragraph: number;
  readonly text: string;
  readonly vector: Buffer;
  /** One number for sentences with the same words in copies of an article; absent if there are no such sentences. */
  readonly same?: number;
}

/** A passage as stored, with its article's title and its sentences in order. */
export interface StoredPassage extends Span {
  readonly id: number;
  readonly articleId: string;
  readonly title: string;
  readonly heading?: string;
  readonly sentences: readonly StoredSentence[];
}

export interface SentenceHit extends Hit {
  readonly passageId: number;
}

/** An article's entry in a list. */
export interface StoredSummary {
  readonly id: string;
  readonly title: string;
  readonly meta: ArticleMeta;
  readonly contentHash: string;
  readonly passages: number;
  /** One number for the articles that are copies of one text; absent if the article has no copies. */
  readonly copies?: number;
}

/** Which passages a search is limited to. */
export interface Scope {
  /** Ids of the articles; all if omitted. */
  readonly articles?: readonly string[];
  /** Phrases that the passage's sentences must contain verbatim (see src/search/text/phrase.ts). */
  readonly phrases: readonly string[];
}

/** The words of one generation's articles, as written there; look-ups ignore case. */
export interface Lexicon {
  /** Number of occurrences of a word; 0 if there are none. */
  count(word: string): number;
  /** These words as the articles write them, if they are a name: `Port Ellery` for "port ellery". */
  nameOf(words: string): string | undefined;
  /** Words with the same first letter that are at most `reach` letters longer or shorter, with their numbers of occurrences. */
  similarWords(word: string, reach: number): readonly { readonly word: string; readonly count: number }[];
  /** The long forms of an abbreviation, or the abbreviations of a name, that the articles give: "Korean People's Army", "KPA". */
  alsoCalled(words: string): readonly string[];
}

/** Articles, passages and sentences of one generation, with BM25 search over passages and sentences. Read-only. */
export interface PassageStore {
  /** All articles, by title. */
  summaries(): StoredSummary[];
  article(id: string): Article | undefined;
  /** The requested passages, in the given order. */
  passages(ids: readonly number[]): StoredPassage[];
  /** The quantized vectors of the passages' sentences, in the given order; unknown passages are left out. */
  sentenceVectors(passageIds: readonly number[]): { readonly passageId: number; readonly vectors: readonly Buffer[] }[];
  /** The sentences whose `same` is this number, in the order of the articles. */
  sentencesLike(same: number): { readonly sentence: StoredSentence; readonly heading?: string }[];
  /** The passages of the scope's articles that contain its phrases. */
  passageIdsWithin(scope: Scope): ReadonlySet<number>;
  /**
   * BM25 over passages with their titles and headings. `terms` come from `queryTerms`; any of them may match. With `among`,
   * only in those passages.
   */
  searchPassages(terms: readonly string[], limit: number, among?: ReadonlySet<number>): Hit[];
  /** BM25 over passages' own words, by runs of consecutive terms; any of the runs may match. */
  searchRuns(runs: readonly (readonly string[])[], limit: number, among?: ReadonlySet<number>): Hit[];
  /** BM25 over individual sentences. */
  searchSentences(terms: readonly string[], limit: number, among?: ReadonlySet<number>): SentenceHit[];
  /** Number of sentences that contain the term. */
  sentenceFrequency(term: string): number;
  readonly sentenceCount: number;
  readonly lexicon: Lexicon;
  close(): void;
}

/** Receives one generation's articles, one at a time. */
export interface StoreWriter {
  /** Returns the ids of the article's passages, in order. `copies` is its `StoredSummary.copies`. */
  add(article: Article, passages: readonly PassageToStore[], copies?: number): number[];
  /** Makes everything durable and closes the store. */
  finish(): void;
  /** Closes without finishing; the file is then unusable. */
  abandon(): void;
}

export interface PassageToStore extends Passage {
  /** One vector for each sentence. */
  readonly sentenceVectors: readonly Float32Array[];
  /** Each sentence's `StoredSentence.same`; if omitted, no sentence has one. */
  readonly same?: readonly (number | undefined)[];
}
