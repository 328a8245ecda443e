import type { StateDatabase } from './database.js';

/** How often an article has been quoted in a server, and when last, in milliseconds since 1970. */
export interface Quoted {
  readonly times: number;
  readonly last: number;
}

/** Where articles have been quoted. */
export interface QuotedStore {
  /** By article id; only those that were quoted there. */
  in(guild: string): ReadonlyMap<string, Quoted>;
}

export function quotedIn(db: StateDatabase): QuotedStore {
  const select = db.prepare<[string], Quoted & { article: string }>(
    'SELECT article, times, last FROM quoted WHERE guild = ?',
  );
  return { in: (guild) => new Map(select.all(guild).map(({ article, ...quoted }) => [article, quoted])) };
}
