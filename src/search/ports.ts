import type { Article, ArticleMeta, Passage, Span } from '../article/model/article.js';

/** Which side of a search a text is on; models may prefix or pool the two differently. */
export type EmbeddingRole = 'query' | 'passage';

/** Turns texts into unit vectors. */
export interface Embedder {
  /** Identifies everything that changes the vectors: model, weights, pooling, prefixes. */
  readonly fingerprint: string;
  readonly dimensions: number;
  /** One vector of `dimensions` numbers and length 1 for each text, in the order given. */
  embed(texts: readonly string[], role: EmbeddingRole, signal?: AbortSignal): Promise<Float32Array[]>;
  close(): Promise<void>;
}

/** A result of a search: `id` is the passage's (or sentence's) number in the store. Higher scores are better. */
export interface Hit {
  readonly id: number;
  readonly score: number;
}

/** Approximate nearest neighbours by cosine similarity. */
export interface VectorIndex {
  readonly size: number;
  add(id: number, vector: Float32Array): void;
  /**
   * The `limit` nearest at most, best first; `score` is the cosine similarity, −1 to 1. With `among` only those ids count,
   * however far they are.
   */
  search(vector: Float32Array, limit: number, among?: ReadonlySet<number>): Hit[];
  save(file: string): Promise<void>;
}

/** A sentence as stored; `text` is as it is read (see article/joins.ts), of the span's length; `vector` is quantized (see quantize.ts). */
export interface StoredSentence extends Span {
  readonly id: number;
  readonly passageId: number;
  readonly articleId: string;
  readonly paragraph: number;
  readonly text: string;
  readonly vector: Buffer;
  /** One number for the sentences of an article's copies that have the same words; absent where it has no such. */
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

/** An article's listing entry. */
export interface StoredSummary {
  readonly id: string;
  readonly title: string;
  readonly meta: ArticleMeta;
  readonly contentHash: string;
  readonly passages: number;
  /** One number for the articles that are copies of one text; absent where there is but one. */
  readonly copies?: number;
}

/** Which passages a search is to keep to. */
export interface Scope {
  /** Ids of the articles; all when left out. */
  readonly articles?: readonly string[];
  /** Phrases that the passage's sentences have to hold word for word (see phrase.ts). */
  readonly phrases: readonly string[];
}

/** The words of one generation's articles as they are written; all look-ups ignore case. */
export interface Lexicon {
  /** How often a word occurs; 0 where it doesn't. */
  count(word: string): number;
  /** How the articles write these words where they are a name: `Port Ellery` for "port ellery". */
  nameOf(words: string): string | undefined;
  /** The words that begin with the same letter and are at most `reach` letters longer or shorter, with how often they occur. */
  alike(word: string, reach: number): readonly { readonly word: string; readonly count: number }[];
  /** What the articles say that a short form stands for, or how they shorten a name: "Korean People's Army", "KPA". */
  alsoCalled(words: string): readonly string[];
}

/** Articles, passages and sentences of one generation, with BM25 search over the latter two. Read-only. */
export interface PassageStore {
  /** All articles, by title. */
  summaries(): StoredSummary[];
  article(id: string): Article | undefined;
  /** The passages asked for, in the order asked. */
  passages(ids: readonly number[]): StoredPassage[];
  /** The quantized vectors of the passages' sentences, in the order asked; passages that are not there are left out. */
  sentenceVectors(passageIds: readonly number[]): { readonly passageId: number; readonly vectors: readonly Buffer[] }[];
  /** The sentences that have this number as their `same`, in the order of the articles. */
  sentencesLike(same: number): { readonly sentence: StoredSentence; readonly heading?: string }[];
  /** The passages of the scope's articles that hold its phrases. */
  passageIdsWithin(scope: Scope): ReadonlySet<number>;
  /**
   * BM25 over passages with their titles and headings; terms as `queryTerms` gives them, any of which may match. With
   * `among` only in those passages.
   */
  searchPassages(terms: readonly string[], limit: number, among?: ReadonlySet<number>): Hit[];
  /** BM25 over passages' own words, by runs: each is terms that have to follow one another; any of the runs may match. */
  searchRuns(runs: readonly (readonly string[])[], limit: number, among?: ReadonlySet<number>): Hit[];
  /** BM25 over single sentences. */
  searchSentences(terms: readonly string[], limit: number, among?: ReadonlySet<number>): SentenceHit[];
  /** How many sentences hold the term. */
  sentenceFrequency(term: string): number;
  readonly sentenceCount: number;
  readonly lexicon: Lexicon;
  close(): void;
}

/** Takes in one generation's articles, one after the other. */
export interface StoreWriter {
  /** Returns the ids given to the article's passages, in order. `copies` is its `StoredSummary.copies`. */
  add(article: Article, passages: readonly PassageToStore[], copies?: number): number[];
  /** Makes everything durable and closes. */
  finish(): void;
  /** Closes without finishing; the file is of no use. */
  abandon(): void;
}

export interface PassageToStore extends Passage {
  /** One vector for each sentence. */
  readonly sentenceVectors: readonly Float32Array[];
  /** Each sentence's `StoredSentence.same`; none has one when left out. */
  readonly same?: readonly (number | undefined)[];
}
