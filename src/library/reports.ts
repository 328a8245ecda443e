import type { ArticleProblem } from '../article/model/article.js';
import type { IndexUnavailableError } from '../runtime/errors.js';

/** `changed` reuses cached vectors of unchanged texts; `everything` embeds all texts again. */
export type IndexMode = 'changed' | 'everything';

export type IndexStage = 'model' | 'articles' | 'embedding' | 'index';

/** Progress of one stage: `done` of `total` bytes (model), articles, texts or passages. `total` 0: not known yet. */
export interface IndexProgress {
  readonly stage: IndexStage;
  readonly done: number;
  readonly total: number;
}

/** A generation that can be used. */
export interface GenerationSummary {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly builtAt: string;
  /** The number of articles. */
  readonly articles: number;
}

export interface Generations {
  readonly current: GenerationSummary | undefined;
  /** The generation that a roll-back returns to. */
  readonly before: GenerationSummary | undefined;
}

/** The index that questions are answered from. */
export interface Serving extends GenerationSummary {
  readonly passages: number;
  readonly sentences: number;
  /** The size of its files that are still on disk. */
  readonly bytes: number;
}

/** The index in use, or why there is none, with what to run: the articles were never indexed, or the index can't be used. */
export type IndexState =
  | { readonly kind: 'serving'; readonly serving: Serving }
  | { readonly kind: 'missing' | 'unusable'; readonly cause: IndexUnavailableError };

/** What a roll-back changed: ids of articles, sorted. */
export interface RollBackReport extends GenerationSummary {
  /** The generation that was current before. */
  readonly from: string | undefined;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
}

export interface IndexReport {
  readonly generation: string;
  /** Ids of articles, sorted. */
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
  readonly articles: number;
  readonly passages: number;
  readonly sentences: number;
  /** Texts that were embedded in this run, and those taken from the cache. */
  readonly embedded: number;
  readonly cached: number;
  readonly seconds: number;
  /** Files and lines that could not be read; everything else was indexed. */
  readonly problems: readonly ArticleProblem[];
  /** Paths of files whose type is not read, under the articles folder. */
  readonly skipped: readonly string[];
}
