import type { StateDatabase } from './database.js';

/** What administrators did. */
export interface AuditStore {
  /** `actor` is a person's id; `action` is of the form `articles.add`. */
  add(guild: string | undefined, actor: string, action: string, detail: string): void;
}

export function auditIn(db: StateDatabase): AuditStore {
  const insert = db.prepare('INSERT INTO audit (at, guild, actor, action, detail) VALUES (?, ?, ?, ?, ?)');
  return {
    add: (guild, actor, action, detail) => void insert.run(Date.now(), guild ?? null, actor, action, detail),
  };
}
