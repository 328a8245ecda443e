import { mkdirSync, statSync, truncateSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';

/** A lock that is held. */
interface FileLock {
  /** Whether its file is still the one that lies at its place: another process may lock one that was put there instead. */
  isInPlace(): boolean;
  release(): void;
}

/**
 * Takes a lock across processes and threads; undefined when somebody has it. It is an SQLite file lock, which the system releases
 * when its process dies, however it dies.
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
    // Nothing is ever written to the file: what is in it came from elsewhere, and is in the way.
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
