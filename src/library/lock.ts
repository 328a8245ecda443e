import { AlreadyIndexingError } from '../errors.js';
import { takeLock } from '../file-lock.js';
import { lockFile } from './paths.js';

/**
 * Takes the one right to index into an embeddings folder, across processes and threads; returns what gives it back.
 * @throws AlreadyIndexingError
 */
export function lockForIndexing(embeddingsDir: string): () => void {
  const unlock = takeLock(lockFile(embeddingsDir));
  if (unlock) return unlock;
  throw new AlreadyIndexingError('The articles are being indexed already; the running one has to end first.');
}
