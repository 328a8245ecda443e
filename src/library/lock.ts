import { mkdirSync } from 'node:fs';
import Database from 'better-sqlite3';
import { AlreadyIndexingError } from '../errors.js';
import { lockFile } from './paths.js';

/**
 * Takes the one right to index into an embeddings folder, across processes and threads; returns what gives it back.
 * It is an SQLite file lock, which the system releases when its process dies, however it dies.
 * @throws AlreadyIndexingError
 */
export function lockForIndexing(embeddingsDir: string): () => void {
  mkdirSync(embeddingsDir, { recursive: true });
  const db = new Database(lockFile(embeddingsDir), { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    db.close();
    if ((cause as { code?: string }).code !== 'SQLITE_BUSY') throw cause;
    throw new AlreadyIndexingError('The articles are being indexed already; the running one has to end first.', {
      cause,
    });
  }
  return () => db.close();
}
