import type { Askable, SourceSummary } from '../../app/verbatim.js';
import type { QuotedFrom } from '../../state/shown.js';

export const SORTS = ['title', 'newest', 'publisher', 'quoted'] as const;
type Sort = (typeof SORTS)[number];

/** Longest filter, in UTF-16 units, that fits into a custom_id. */
export const MAX_FILTER = 60;

/** State of a list of articles, carried by its buttons. */
export interface ListState {
  /** 0-based. */
  readonly page: number;
  readonly sort: Sort;
  /** Words to find in title, publisher or id; empty for all articles. */
  readonly filter: string;
}

export const asSort = (name: string | null | undefined): Sort => SORTS.find((known) => known === name) ?? 'title';

/** A filter for a custom_id, without lone surrogates, which Discord would refuse. */
export const asFilter = (typed: string) =>
  typed
    .trim()
    .slice(0, MAX_FILTER)
    .replace(/\p{Cs}/gu, '')
    .trim();

/** Encodes a list's state in a custom_id. `listStateOf` decodes it. */
export function listId(action: 'list' | 'sort' | 'open', { page, sort, filter }: ListState): string {
  return `sources:${action}:${page}:${sort[0]}:${filter}`;
}

export function listStateOf(customId: string): ListState {
  const [, , page = '', sort = '', ...filter] = customId.split(':');
  return {
    page: /^\d{1,6}$/.test(page) ? Number(page) : 0,
    sort: SORTS.find((each) => each[0] === sort) ?? 'title',
    filter: asFilter(filter.join(':')),
  };
}

/** The articles of a list in its order. Equal ones are ordered by title. */
export function listed(
  articles: Pick<Askable, 'sources' | 'findSources'>,
  { sort, filter }: ListState,
  quoted: ReadonlyMap<string, QuotedFrom>,
): SourceSummary[] {
  const wanted = filter.trim() && new Set(articles.findSources(filter, Number.POSITIVE_INFINITY).map(({ id }) => id));
  const found = articles.sources().filter(({ id }) => !wanted || wanted.has(id));
  const times = ({ id }: SourceSummary) => quoted.get(id)?.times ?? 0;
  const orders: Record<Sort, (one: SourceSummary, other: SourceSummary) => number> = {
    title: () => 0,
    newest: (one, other) => compare(other.publishedAt ?? '', one.publishedAt ?? ''),
    // Articles without a publisher come last.
    publisher: (one, other) =>
      compare(one.publisher ? 0 : 1, other.publisher ? 0 : 1) ||
      (one.publisher ?? '').localeCompare(other.publisher ?? ''),
    quoted: (one, other) => times(other) - times(one),
  };
  return found.sort(orders[sort]);
}

function compare<T extends string | number>(one: T, other: T): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
