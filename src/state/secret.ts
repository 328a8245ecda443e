import { randomBytes } from 'node:crypto';
import type { StateDatabase } from './database.js';

const LENGTH = 32;

/** A random key of this installation, made on first use; whoever shares the database shares it. */
export function secretIn(db: StateDatabase, name: string): Buffer {
  db.prepare('INSERT OR IGNORE INTO installation VALUES (?, ?)').run(name, randomBytes(LENGTH));
  const row = db.prepare<[string], { value: Buffer }>('SELECT value FROM installation WHERE name = ?').get(name);
  if (!row) throw new Error(`the key "${name}" is not there after it was made`);
  return row.value;
}
