import { mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';

/**
 * Takes a lock across processes and threads; returns what gives it back, or undefined when somebody has it. It is an SQLite file lock,
 * which the system releases when its process dies, however it dies.
 */
export function takeLock(file: string): (() => void) | undefined {
  mkdirSync(path.dirname(file), { recursive: true });
  const db = new Database(file, { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    db.close();
    if ((cause as { code?: string }).code === 'SQLITE_BUSY') return undefined;
    throw cause;
  }
  return () => db.close();
}
