import { mkdirSync, statSync, truncateSync } from 'node:fs';
import Database from 'better-sqlite3';
import { AlreadyIndexingError } from '../errors.js';
import { StorageError, storageError } from '../storage-error.js';
import { lockFile } from './paths.js';

/** The right to index into an embeddings folder. */
export interface IndexLock {
  /** @throws StorageError when the folder is not the one that was locked any more. */
  confirm(): void;
  release(): void;
}

/**
 * Takes the one right to index into an embeddings folder, across processes and threads.
 * It is an SQLite file lock, which the system releases when its process dies, however it dies.
 * @throws AlreadyIndexingError, StorageError
 */
export function lockForIndexing(embeddingsDir: string): IndexLock {
  const file = lockFile(embeddingsDir);
  try {
    mkdirSync(embeddingsDir, { recursive: true });
    const db = locked(file);
    const { ino } = statSync(file);
    return {
      release: () => void db.close(),
      confirm() {
        // Another process may have begun in a folder that was put in this one's place.
        if (statSync(file, { throwIfNoEntry: false })?.ino === ino) return;
        throw new StorageError(
          'The folder that EMBEDDINGS_DIR names was moved or deleted while it was indexed into. Run `npm run index` again.',
        );
      },
    };
  } catch (cause) {
    const what = 'Nothing can be indexed into the folder that EMBEDDINGS_DIR names';
    throw storageError(cause, what, 'run `npm run index` again') ?? cause;
  }
}

function locked(file: string): Database.Database {
  const db = new Database(file, { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
    return db;
  } catch (cause) {
    db.close();
    const { code } = cause as { code?: string };
    if (code === 'SQLITE_BUSY') {
      throw new AlreadyIndexingError('The articles are being indexed already; the running one has to end first.', {
        cause,
      });
    }
    // Nothing is ever written to the file: what is in it came from elsewhere, and is in the way.
    if (code !== 'SQLITE_NOTADB' && code !== 'SQLITE_CORRUPT') throw cause;
    truncateSync(file);
    return locked(file);
  }
}
