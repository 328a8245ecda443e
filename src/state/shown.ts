import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { StateDatabase } from './database.js';

/** Milliseconds for which the buttons under an answer work. */
export const SHOWN_FOR = 90 * 24 * 60 * 60_000;
/** Milliseconds between two deletions of expired answers. */
const SWEEP = 60 * 60_000;

const offset = z.int().nonnegative();
const span = z.object({ start: offset, end: offset });
const place = span.extend({
  article: z.string(),
  /** A hash of the quoted text, to detect a changed article without storing its words. */
  hash: z.string(),
  number: z.int(),
  paragraph: z.int(),
  heading: z.string().exactOptional(),
  page: z.int().exactOptional(),
});
const kind = z.enum(['answered', 'closest', 'nothing']);
const shownAnswer = z.object({
  kind,
  confidence: z.number(),
  differ: z.literal(true).exactOptional(),
  quotes: z.array(place.extend({ marks: z.array(span).exactOptional(), also: z.array(place).exactOptional() })),
  /** The sources that the question was limited to, as chosen. */
  source: z.string().exactOptional(),
  /** For a comparison: the outcome in each of the two articles. */
  sides: z.array(z.object({ article: z.string(), kind })).exactOptional(),
  /** Whether these are further quotes of an answer. */
  isMore: z.literal(true).exactOptional(),
});

/** Where the quotes of an answer are. Neither the question nor any text is stored. */
export type ShownAnswer = z.infer<typeof shownAnswer>;
export type ShownPlace = z.infer<typeof place>;

/** How often an article was quoted in a server, and when last, in milliseconds since 1970. */
export interface QuotedFrom {
  readonly times: number;
  readonly last: number;
}

/** The answers that were shown, for the buttons under them. Those in direct messages belong to the server ''. */
export interface ShownStore {
  /** Stores an answer for 90 days under a new id that can't be guessed; `counts`: it is new, and its quotes are counted. */
  add(answer: ShownAnswer, guild: string, counts: boolean): string;
  /** Undefined for an id that belongs to another server, has expired or never existed. */
  find(id: string, guild: string): ShownAnswer | undefined;
  /** Undefined for an article that was never quoted in the server. */
  quotedFrom(article: string, guild: string): QuotedFrom | undefined;
  /** All articles that were quoted in the server, by id. */
  quotedIn(guild: string): ReadonlyMap<string, QuotedFrom>;
}

export function shownIn(db: StateDatabase, now: () => number = Date.now): ShownStore {
  const insert = db.prepare('INSERT INTO shown VALUES (?, ?, ?, ?)');
  const select = db.prepare<[string, string, number], { quotes: string }>(
    'SELECT quotes FROM shown WHERE id = ? AND guild = ? AND at > ?',
  );
  const expire = ['shown', 'feedback'].map((table) => db.prepare(`DELETE FROM ${table} WHERE at <= ?`));
  const count = db.prepare(
    'INSERT INTO quoted VALUES (?, ?, 1, ?) ON CONFLICT DO UPDATE SET times = times + 1, last = excluded.last',
  );
  const selectQuoted = db.prepare<[string, string], QuotedFrom>(
    'SELECT times, last FROM quoted WHERE article = ? AND guild = ?',
  );
  const selectAllQuoted = db.prepare<[string], QuotedFrom & { article: string }>(
    'SELECT article, times, last FROM quoted WHERE guild = ?',
  );
  let swept = 0;

  function sweep(at: number): void {
    if (at - swept < SWEEP) return;
    swept = at;
    for (const statement of expire) statement.run(at - SHOWN_FOR);
  }

  return {
    add: db.transaction((answer: ShownAnswer, guild: string, counts: boolean) => {
      const at = now();
      sweep(at);
      const id = randomBytes(12).toString('base64url');
      insert.run(id, at, guild, JSON.stringify(answer));
      if (counts) for (const { article } of answer.quotes) count.run(article, guild, at);
      return id;
    }).immediate,
    find(id, guild) {
      const row = select.get(id, guild, now() - SHOWN_FOR);
      const parsed = shownAnswer.safeParse(row && JSON.parse(row.quotes));
      return parsed.success ? parsed.data : undefined;
    },
    quotedIn: (guild) => new Map(selectAllQuoted.all(guild).map(({ article, ...quoted }) => [article, quoted])),
    quotedFrom: (article, guild) => selectQuoted.get(article, guild),
  };
}
