import { randomBytes } from 'node:crypto';
import type { StateDatabase } from './database.js';

const LENGTH = 32;

/** A random key of this installation, created on first use and shared by all who share the database. */
export function secretIn(db: StateDatabase, name: string): Buffer {
  db.prepare('INSERT OR IGNORE INTO installation VALUES (?, ?)').run(name, randomBytes(LENGTH));
  const row = db.prepare<[string], { value: Buffer }>('SELECT value FROM installation WHERE name = ?').get(name);
  if (!row) throw new Error(`the key "${name}" is missing right after it was created`);
  return row.value;
}
