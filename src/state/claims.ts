import { createHash } from 'node:crypto';
import type { StateDatabase } from './database.js';

/** How long a reply to a message is remembered, in milliseconds: 30 days. */
export const CLAIMED_FOR = 30 * 86_400_000;
/** Milliseconds between two deletions of older claims. */
const CLEARED_EVERY = 3_600_000;

/** A message that was claimed for answering; ids are snowflakes. */
export interface Claim {
  readonly message: string;
  readonly channel: string;
}

/** A claim with the reply to the message, which may be in a thread. */
export interface AnsweredClaim extends Claim {
  readonly place: string;
  readonly reply: string;
}

/**
 * Which messages were claimed, so that none is answered twice, even if Discord delivers it again or several processes share the
 * database. Only a digest of each question is stored, to detect edits.
 */
export interface ClaimStore {
  /** Claims a message; false if it was claimed before, by this process or another. */
  claim(claim: Claim, question: string): boolean;
  /** Releases a message that could not be answered. */
  release(message: string): void;
  answered(claim: AnsweredClaim): void;
  /** The claim of a message that has a reply. */
  of(message: string): AnsweredClaim | undefined;
  /** The latest message claimed or answered in a place (a channel or thread), before a message and not before `since`. */
  lastIn(place: string, before: string, since?: number): (Claim & Partial<AnsweredClaim>) | undefined;
  /** Claims an edited question; false if it is the same as before, or another process was first. */
  revise(message: string, question: string): boolean;
  /** Removes the reply from the claim and returns where it is, to the first caller only. The message stays claimed. */
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

/** Salted with the message's id, so that digests of equal questions differ. */
function digestOf(message: string, question: string): string {
  return createHash('sha256').update(`${message}\n${question}`).digest('base64url').slice(0, 16);
}
