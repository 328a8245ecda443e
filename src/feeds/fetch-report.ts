import type { ArticleProblem } from '../article/model/article.js';

/** Milliseconds; addresses that a run does not reach by then wait for the next one. */
export const LONGEST_RUN = 30 * 60_000;

/**
 * The result for an address. `gone`: the server says that it no longer exists; the stored file stays. `forbidden`: robots.txt or
 * the page itself asks programs to stay away. `edited`: somebody changed the file, so it is not overwritten. `removed`: somebody
 * removed the file, so it is not fetched again. `waiting`: not requested in this run.
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

/** An address in a list, or an item of a feed in one. */
export interface FetchedAddress {
  /** The path of the list in the articles folder. */
  readonly list: string;
  readonly address: string;
  /** The feed that named the address; absent if the list itself does. */
  readonly feed?: string;
  readonly outcome: Outcome;
  /** The path of the article's file in the articles folder, if there is one. */
  readonly file?: string;
  /** Whether the file has the text of the feed because the page was not available. */
  readonly isFromFeed?: true;
  /** How many items of a feed were considered. */
  readonly items?: number;
  /** An explanation, if needed. */
  readonly reason?: string;
}

export interface FetchReport {
  /** The number of lists. */
  readonly lists: number;
  /** In order of list and line, each item after its feed; items of feeds only if something was done about them. */
  readonly addresses: readonly FetchedAddress[];
  /** Problems of the lists themselves. */
  readonly problems: readonly ArticleProblem[];
  readonly seconds: number;
  /** Whether files were written, in this run or earlier, since fetched articles were last indexed. */
  readonly isIndexDue: boolean;
  /** Identifies everything that has been written so far; see `noteIndexed`. */
  readonly writes: number;
}
