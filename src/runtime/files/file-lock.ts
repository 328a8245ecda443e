import { mkdirSync, statSync, truncateSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';

/** A lock that has been acquired. */
interface FileLock {
  /** Whether the lock file is still at its place: if it was replaced, another process may lock the new file. */
  isInPlace(): boolean;
  release(): void;
}

/**
 * Acquires a lock across processes and threads; undefined if it is taken. It is an SQLite file lock, which the system releases when
 * its process ends, however it ends.
 */
export function takeLock(file: string): FileLock | undefined {
  mkdirSync(path.dirname(file), { recursive: true });
  const db = new Database(file, { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    db.close();
    const { code } = cause as { code?: string };
    if (code === 'SQLITE_BUSY') return undefined;
    // Nothing is ever written to the file, so its content came from elsewhere and can be removed.
    if (code !== 'SQLITE_NOTADB' && code !== 'SQLITE_CORRUPT') throw cause;
    truncateSync(file);
    return takeLock(file);
  }
  const { ino } = statSync(file);
  return {
    isInPlace: () => statSync(file, { throwIfNoEntry: false })?.ino === ino,
    release: () => void db.close(),
  };
}
