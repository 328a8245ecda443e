import { createHash } from 'node:crypto';
import type { StateDatabase } from './database.js';

/** How long is remembered what was replied to a message, in milliseconds: 30 days. */
export const CLAIMED_FOR = 30 * 86_400_000;
/** Milliseconds between two clearances of what is older. */
const CLEARED_EVERY = 3_600_000;

/** A message that was taken on as a question; ids are snowflakes. */
export interface Claim {
  readonly message: string;
  readonly channel: string;
}

/** The same with the reply to it, which may be in a thread of its own. */
export interface AnsweredClaim extends Claim {
  readonly place: string;
  readonly reply: string;
}

/**
 * Which messages were taken on, so that none is answered twice, whatever is delivered again and however many processes
 * share the database. Nothing of a question is kept but what tells whether it is still the same.
 */
export interface ClaimStore {
  /** Takes a message on; false when that was done before, here or by another process. */
  claim(claim: Claim, question: string): boolean;
  /** Gives a message back that could not be answered. */
  release(message: string): void;
  answered(claim: AnsweredClaim): void;
  /** The claim of a message that was replied to. */
  of(message: string): AnsweredClaim | undefined;
  /** The latest message taken on in a place (a channel or thread), or answered there, before a message and at `since` or later. */
  lastIn(place: string, before: string, since?: number): (Claim & Partial<AnsweredClaim>) | undefined;
  /** Takes an edited question on; false when it is the same as before, or another process was first. */
  revise(message: string, question: string): boolean;
  /** Forgets the reply, for who is first, and says where it is. The message stays claimed. */
  withdraw(message: string): AnsweredClaim | undefined;
}

interface Row {
  readonly message: bigint;
  readonly channel: bigint;
  readonly place: bigint;
  readonly reply: bigint;
}

export function claimsIn(db: StateDatabase): ClaimStore {
  const fields = 'SELECT message, channel, place, reply FROM claims WHERE reply IS NOT NULL AND';
  const insert = db.prepare('INSERT OR IGNORE INTO claims (message, at, channel, digest) VALUES (?, ?, ?, ?)');
  const remove = db.prepare('DELETE FROM claims WHERE message = ?');
  const setReply = db.prepare('UPDATE claims SET place = ?, reply = ? WHERE message = ?');
  const byMessage = db.prepare<[bigint], Row>(`${fields} message = ?`).safeIntegers();
  const latest = db
    .prepare<[bigint, bigint, bigint, number], Omit<Row, 'reply'> & { reply: bigint | null }>(
      'SELECT message, channel, place, reply FROM claims WHERE (channel = ? OR place = ?) AND message < ? AND at >= ? ORDER BY message DESC LIMIT 1',
    )
    .safeIntegers();
  const setDigest = db.prepare('UPDATE claims SET digest = ? WHERE message = ? AND digest <> ?');
  const removeReply = db.prepare('UPDATE claims SET place = NULL, reply = NULL WHERE message = ?');
  const clear = db.prepare('DELETE FROM claims WHERE at < ?');
  let cleared = 0;

  const of = (message: string) => toClaim(byMessage.get(BigInt(message)));
  return {
    claim({ message, channel }, question) {
      const now = Date.now();
      if (now - cleared > CLEARED_EVERY) {
        clear.run(now - CLAIMED_FOR);
        cleared = now;
      }
      return insert.run(BigInt(message), now, BigInt(channel), digestOf(message, question)).changes > 0;
    },
    release: (message) => void remove.run(BigInt(message)),
    answered: ({ message, place, reply }) => void setReply.run(BigInt(place), BigInt(reply), BigInt(message)),
    of,
    lastIn(place, before, since = 0) {
      const row = latest.get(BigInt(place), BigInt(place), BigInt(before), since);
      if (row?.reply == null) return row && { message: String(row.message), channel: String(row.channel) };
      return toClaim({ ...row, reply: row.reply });
    },
    revise(message, question) {
      const digest = digestOf(message, question);
      return setDigest.run(digest, BigInt(message), digest).changes > 0;
    },
    withdraw: db.transaction((message: string) => {
      const claim = of(message);
      if (claim) removeReply.run(BigInt(message));
      return claim;
    }).immediate,
  };
}

function toClaim(row: Row | undefined): AnsweredClaim | undefined {
  if (!row) return undefined;
  const { message, channel, place, reply } = row;
  return { message: String(message), channel: String(channel), place: String(place), reply: String(reply) };
}

/** Salted with the message's id, so that equal questions have nothing in common. */
function digestOf(message: string, question: string): string {
  return createHash('sha256').update(`${message}\n${question}`).digest('base64url').slice(0, 16);
}
