import type { ArticleProblem } from '../article/model/article.js';

/**
 * What became of an address. `gone`: the server says that it is no more; what was stored stays. `forbidden`: robots.txt or the page
 * itself asks to be left alone. `edited`: the file was changed by hand, so it is left as it is. `removed`: the file was taken out,
 * so it does not come back. `waiting`: not asked in this run.
 */
export type Outcome =
  | 'new'
  | 'changed'
  | 'unchanged'
  | 'failed'
  | 'gone'
  | 'forbidden'
  | 'edited'
  | 'removed'
  | 'waiting';

/** An address of a list, or of an item of a feed in one. */
export interface FetchedAddress {
  /** Path of the list under the articles folder. */
  readonly list: string;
  readonly address: string;
  /** The feed that named it; absent for what stands in the list itself. */
  readonly feed?: string;
  readonly outcome: Outcome;
  /** Path of the article's file under the articles folder, where there is one. */
  readonly file?: string;
  /** Whether the file holds what the feed itself said, as the page could not be had. */
  readonly isFromFeed?: true;
  /** How many items a feed had that were looked at. */
  readonly items?: number;
  /** A sentence, where there is something to be said. */
  readonly reason?: string;
}

export interface FetchReport {
  /** How many lists there are. */
  readonly lists: number;
  /** In order of list and line, an item after its feed; items of feeds only where something was done about them. */
  readonly addresses: readonly FetchedAddress[];
  /** What is wrong with the lists themselves. */
  readonly problems: readonly ArticleProblem[];
  readonly seconds: number;
  /** Whether files were written since the articles were last indexed after a fetch, in this run or before it. */
  readonly isIndexDue: boolean;
  /** Stands for what was written until now; see `noteIndexed`. */
  readonly writes: number;
}
