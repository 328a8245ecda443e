import { createHmac } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StateDatabase } from './database.js';
import { secretIn } from './secret.js';

/** The longest reason, in UTF-16 units. */
export const LONGEST_REASON = 500;

/** Answers whose votes are searched before other work gets a chance. */
const AT_ONCE = 1_000;

interface Vote {
  /** The id of the shown answer. */
  readonly answer: string;
  readonly guild: string;
  /** Who votes; only a keyed marker is stored, a different one for each answer. */
  readonly voter: string;
  readonly good: boolean;
  readonly reason?: string;
}

export interface Opinion {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly answer: string;
  readonly good: boolean;
  readonly reason: string | null;
}

/** People's votes on answers: one each, which they may change. Votes are deleted with the answer after 90 days. */
export interface FeedbackStore {
  /** Returns whether it replaces an earlier vote. */
  vote(vote: Vote): boolean;
  counts(guild: string): { readonly good: number; readonly bad: number };
  /** The newest votes with a reason. */
  reasons(guild: string, limit: number): readonly Opinion[];
  /** Deletes one person's votes and reasons, in one server or everywhere; returns how many there were. */
  forget(voter: string, guild?: string): Promise<number>;
}

export function feedbackIn(db: StateDatabase, now: () => number = Date.now): FeedbackStore {
  const key = secretIn(db, 'feedback');
  const upsert = db.prepare(
    `INSERT INTO feedback VALUES (@answer, @marker, @at, @guild, @good, @reason)
     ON CONFLICT DO UPDATE SET at = excluded.at, good = excluded.good, reason = excluded.reason`,
  );
  const isThere = db.prepare<[string, string], { found: 1 }>(
    'SELECT 1 AS found FROM feedback WHERE answer = ? AND marker = ?',
  );
  const selectCounts = db.prepare<[string], { good: number; bad: number }>(
    'SELECT count(*) FILTER (WHERE good) AS good, count(*) FILTER (WHERE NOT good) AS bad FROM feedback WHERE guild = ?',
  );
  const selectReasons = db.prepare<[string, number], Omit<Opinion, 'good'> & { good: number }>(
    `SELECT at, answer, good, reason FROM feedback WHERE guild = ? AND reason IS NOT NULL ORDER BY at DESC LIMIT ?`,
  );
  const votedOn = db.prepare<[string, string | null, string | null, number], { answer: string }>(
    'SELECT DISTINCT answer FROM feedback WHERE answer > ? AND (? IS NULL OR guild = ?) ORDER BY answer LIMIT ?',
  );
  const remove = db.prepare('DELETE FROM feedback WHERE answer = ? AND marker = ?');
  const markerOf = (answer: string, voter: string) =>
    createHmac('sha256', key).update(`${answer}:${voter}`).digest('base64url');

  return {
    vote: db.transaction(({ answer, guild, voter, good, reason }: Vote) => {
      const marker = markerOf(answer, voter);
      const changed = isThere.get(answer, marker) !== undefined;
      const words = reason?.trim().slice(0, LONGEST_REASON) || null;
      upsert.run({ answer, marker, at: now(), guild, good: good ? 1 : 0, reason: words });
      return changed;
    }).immediate,
    counts: (guild) => selectCounts.get(guild) ?? { good: 0, bad: 0 },
    reasons: (guild, limit) => selectReasons.all(guild, limit).map((row) => ({ ...row, good: row.good === 1 })),
    async forget(voter, guild) {
      let deleted = 0;
      let last = '';
      for (;;) {
        const some = votedOn.all(last, guild ?? null, guild ?? null, AT_ONCE);
        for (const { answer } of some) deleted += remove.run(answer, markerOf(answer, voter)).changes;
        last = some.at(-1)?.answer ?? last;
        if (some.length < AT_ONCE) return deleted;
        await nextTurn();
      }
    },
  };
}
