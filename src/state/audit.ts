import type { StateDatabase } from './database.js';

/** Milliseconds for which entries are kept. */
const KEPT_FOR = 180 * 24 * 60 * 60_000;
/** The most entries of one server; the oldest are deleted first. */
const MOST = 10_000;
/** UTF-16 units. */
const MAX_ACTION = 50;
const MAX_DETAIL = 2_000;

/** One action of an administrator. */
export interface AuditEntry {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The administrator's user id. */
  readonly actor: string;
  readonly action: string;
  readonly detail: string;
}

interface AuditPage {
  /** Newest first. */
  readonly entries: readonly AuditEntry[];
  readonly total: number;
}

/** What administrators did, for each server, for 180 days. */
export interface AuditStore {
  /**
   * `action` is a short fixed word such as `articles.add`. `detail` is cut to one line of 2,000 characters; possible secrets in its
   * addresses are removed: user names, passwords, queries.
   */
  add(guild: string | undefined, actor: string, action: string, detail: string): void;
  /** The entries after the first `skip`, of one action or of all. */
  list(guild: string, options: { readonly action?: string; readonly skip: number; readonly most: number }): AuditPage;
  /** The actions that have entries. */
  actions(guild: string): readonly string[];
}

export function auditIn(db: StateDatabase, now: () => number = Date.now): AuditStore {
  const insert = db.prepare('INSERT INTO audit (at, guild, actor, action, detail) VALUES (?, ?, ?, ?, ?)');
  const tooOld = db.prepare('DELETE FROM audit WHERE at < ?');
  const tooMany = db.prepare(
    'DELETE FROM audit WHERE guild = ? AND id <= (SELECT id FROM audit WHERE guild = ? ORDER BY id DESC LIMIT 1 OFFSET ?)',
  );
  const some = db.prepare<(string | number | null)[], AuditEntry>(
    `SELECT at, actor, action, detail FROM audit WHERE guild = ? AND at >= ? AND (? IS NULL OR action = ?)
     ORDER BY id DESC LIMIT ? OFFSET ?`,
  );
  const count = db.prepare<(string | number | null)[], { total: number }>(
    'SELECT count(*) AS total FROM audit WHERE guild = ? AND at >= ? AND (? IS NULL OR action = ?)',
  );
  const distinct = db.prepare<[string, number], { action: string }>(
    'SELECT DISTINCT action FROM audit WHERE guild = ? AND at >= ? ORDER BY action',
  );
  const oldest = () => now() - KEPT_FOR;

  return {
    add: db.transaction((guild: string | undefined, actor: string, action: string, detail: string) => {
      tooOld.run(oldest());
      insert.run(now(), guild ?? '', actor, action.slice(0, MAX_ACTION), withoutSecrets(detail));
      tooMany.run(guild ?? '', guild ?? '', MOST);
    }).immediate,
    list(guild, { action = null, skip, most }: { action?: string | null; skip: number; most: number }) {
      const among = [guild, oldest(), action, action];
      return { entries: some.all(...among, most, skip), total: count.get(...among)?.total ?? 0 };
    },
    actions: (guild) => distinct.all(guild, oldest()).map(({ action }) => action),
  };
}

/** One line of limited length, in which addresses are reduced to host and path. */
function withoutSecrets(detail: string): string {
  const line = detail
    .replace(/\b([a-z][a-z0-9+.-]*:\/\/)(?:[^\s/@]*@)?([^\s?#]*)(?:[?#][^\s"]*)?/gi, '$1$2')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .trim();
  return line.length <= MAX_DETAIL ? line : `${line.slice(0, MAX_DETAIL - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
