import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Meaning, similarity } from '../search/text/alike.js';
import type { StateDatabase } from './database.js';
import { secretIn } from './secret.js';

const DAY = 24 * 60 * 60_000;
const SALT_LENGTH = 16;
/** The most questions of one server; the oldest are deleted first. */
export const MOST_KEPT = 2_000;
/** Markers that are compared before other work gets a chance. */
const COMPARED_AT_ONCE = 2_000;

export interface Unanswered {
  readonly guild: string;
  /** Who asks; only a marker is stored, which can't be resolved without the installation's key and a guess. */
  readonly person: string;
  readonly question: string;
  readonly meaning: Meaning;
}

/** Similar questions. */
interface Topic {
  readonly count: number;
  /** The start of the last day (UTC) on which it was asked, in milliseconds since 1970. */
  readonly last: number;
  /** Different wordings, newest first. */
  readonly wordings: readonly string[];
}

export interface TopicPage {
  readonly topics: readonly Topic[];
  /** The total number of topics and questions. */
  readonly total: number;
  readonly questions: number;
}

export interface KeptQuestion {
  /** Shared by similar questions. */
  readonly topic: number;
  readonly at: number;
  readonly question: string;
}

export type TopicOrder = 'count' | 'newest';

/** Questions that the articles did not answer, of servers that keep them. `days` is how long they are kept. */
export interface UnansweredStore {
  keep(asked: Unanswered): void;
  topics(guild: string, days: number, page: { order: TopicOrder; skip: number; most: number }): TopicPage;
  /** All questions by topic, most asked first. */
  all(guild: string, days: number): readonly KeptQuestion[];
  /** Returns how many there were. */
  clear(guild: string): number;
  /** Deletes one person's questions, in one server or in all; returns how many. */
  forget(person: string, guild?: string): Promise<number>;
  /** Deletes questions that are older than their server's limit. */
  prune(daysIn: (guild: string) => number): number;
}

interface Marked {
  readonly id: number;
  readonly salt: Buffer;
  readonly marker: Buffer;
}

export function unansweredIn(db: StateDatabase, now: () => number = Date.now): UnansweredStore {
  const key = secretIn(db, 'unanswered');
  const markerOf = (salt: Buffer, person: string) => createHmac('sha256', key).update(salt).update(person).digest();

  const insert = db.prepare(
    `INSERT INTO unanswered (guild, at, question, topic, model, vector, salt, marker)
     VALUES (@guild, @at, @question, @topic, @model, @vector, @salt, @marker)`,
  );
  const ownTopic = db.prepare('UPDATE unanswered SET topic = id WHERE id = ?');
  // With min(), SQLite takes the other columns from the row with the minimum: the oldest question represents a topic.
  const leaders = db.prepare<[string, string], { topic: number; question: string; vector: Buffer; first: number }>(
    'SELECT topic, question, vector, min(id) AS first FROM unanswered WHERE guild = ? AND model = ? GROUP BY topic',
  );
  const tooMany = db.prepare(
    'DELETE FROM unanswered WHERE guild = ? AND id <= (SELECT id FROM unanswered WHERE guild = ? ORDER BY id DESC LIMIT 1 OFFSET ?)',
  );
  const topicsBy = (order: string) =>
    db.prepare<[string, number, number, number], { topic: number; count: number; last: number }>(
      `SELECT topic, count(*) AS count, max(at) AS last, max(id) AS newest FROM unanswered WHERE guild = ? AND at >= ?
       GROUP BY topic ORDER BY ${order} LIMIT ? OFFSET ?`,
    );
  const ordered = { count: topicsBy('count DESC, newest DESC'), newest: topicsBy('newest DESC') };
  const wordings = db.prepare<[string, number, number], { question: string }>(
    `SELECT question FROM unanswered WHERE guild = ? AND topic = ? AND at >= ?
     GROUP BY question COLLATE NOCASE ORDER BY max(id) DESC LIMIT 4`,
  );
  const totals = db.prepare<[string, number], { total: number; questions: number }>(
    'SELECT count(DISTINCT topic) AS total, count(*) AS questions FROM unanswered WHERE guild = ? AND at >= ?',
  );
  const everything = db.prepare<[string, number], KeptQuestion>(
    `SELECT topic, at, question FROM unanswered WHERE guild = ? AND at >= ?
     ORDER BY count(*) OVER (PARTITION BY topic) DESC, topic, id`,
  );
  const clearGuild = db.prepare('DELETE FROM unanswered WHERE guild = ?');
  const deleteOld = db.prepare('DELETE FROM unanswered WHERE guild = ? AND at < ?');
  const guilds = db.prepare<[], { guild: string }>('SELECT DISTINCT guild FROM unanswered');
  const marked = db.prepare<[number, string | null, string | null, number], Marked>(
    'SELECT id, salt, marker FROM unanswered WHERE id > ? AND (? IS NULL OR guild = ?) ORDER BY id LIMIT ?',
  );
  const deleteOne = db.prepare('DELETE FROM unanswered WHERE id = ?');
  const since = (days: number) => now() - days * DAY;

  return {
    keep: db.transaction(({ guild, person, question, meaning }: Unanswered) => {
      const { model, vector } = meaning;
      const near = leaders
        .all(guild, model)
        .map((leader) => ({ topic: leader.topic, alike: similarity({ question, vector }, leader) }))
        .filter(({ alike }) => alike > 0)
        .sort((one, other) => other.alike - one.alike)[0];
      const salt = randomBytes(SALT_LENGTH);
      // Only the day is stored: with the minute, a look at the channel would reveal who asked.
      const at = Math.floor(now() / DAY) * DAY;
      const row = { guild, at, question, model, vector, salt, marker: markerOf(salt, person), topic: near?.topic ?? 0 };
      const { lastInsertRowid } = insert.run(row);
      if (!near) ownTopic.run(lastInsertRowid);
      tooMany.run(guild, guild, MOST_KEPT);
    }).immediate,

    topics(guild, days, { order, skip, most }) {
      const topics = ordered[order].all(guild, since(days), most, skip).map(({ topic, count, last }) => ({
        count,
        last,
        wordings: wordings.all(guild, topic, since(days)).map(({ question }) => question),
      }));
      return { topics, ...(totals.get(guild, since(days)) ?? { total: 0, questions: 0 }) };
    },

    all: (guild, days) => everything.all(guild, since(days)),
    clear: (guild) => clearGuild.run(guild).changes,

    async forget(person, guild) {
      let deleted = 0;
      let last = 0;
      for (;;) {
        const some = marked.all(last, guild ?? null, guild ?? null, COMPARED_AT_ONCE);
        for (const { id, salt, marker } of some) {
          const own = markerOf(salt, person);
          if (own.length === marker.length && timingSafeEqual(own, marker)) deleted += deleteOne.run(id).changes;
        }
        last = some.at(-1)?.id ?? last;
        if (some.length < COMPARED_AT_ONCE) return deleted;
        await nextTurn();
      }
    },

    prune: db.transaction((daysIn: (guild: string) => number) =>
      guilds.all().reduce((deleted, { guild }) => {
        const days = daysIn(guild);
        const { changes } = days === 0 ? clearGuild.run(guild) : deleteOld.run(guild, since(days));
        return deleted + changes;
      }, 0),
    ).immediate,
  };
}
