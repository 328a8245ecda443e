import type { ArticleProblem } from '../article/model/article.js';
import type { IndexUnavailableError } from '../runtime/errors.js';

/** `changed` reuses cached vectors of unchanged texts; `everything` embeds all anew. */
export type IndexMode = 'changed' | 'everything';

export type IndexStage = 'model' | 'articles' | 'embedding' | 'index';

/** Progress of one stage: `done` of `total` bytes (model), articles, texts or passages. `total` 0 means not known yet. */
export interface IndexProgress {
  readonly stage: IndexStage;
  readonly done: number;
  readonly total: number;
}

/** A generation that can serve. */
export interface GenerationSummary {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly builtAt: string;
  /** How many. */
  readonly articles: number;
}

export interface Generations {
  readonly current: GenerationSummary | undefined;
  /** The one that a roll-back lets serve again. */
  readonly before: GenerationSummary | undefined;
}

/** The index that questions are answered from. */
export interface Serving extends GenerationSummary {
  readonly passages: number;
  readonly sentences: number;
  /** Of its files on disk, as far as they are still there. */
  readonly bytes: number;
}

/** Whether an index serves; why none does, with what to run: the articles were never indexed, or their index can't be used. */
export type IndexState =
  | { readonly kind: 'serving'; readonly serving: Serving }
  | { readonly kind: 'missing' | 'unusable'; readonly cause: IndexUnavailableError };

/** What a roll-back changed in what is answered from: article ids, sorted. */
export interface RollBackReport extends GenerationSummary {
  /** The generation that served until now. */
  readonly from: string | undefined;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
}

export interface IndexReport {
  readonly generation: string;
  /** Article ids, sorted. */
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
  readonly articles: number;
  readonly passages: number;
  readonly sentences: number;
  /** Texts embedded in this run, and those taken from the cache. */
  readonly embedded: number;
  readonly cached: number;
  readonly seconds: number;
  /** Files and lines that could not be read; the rest was indexed all the same. */
  readonly problems: readonly ArticleProblem[];
}
