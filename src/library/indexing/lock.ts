import { AlreadyIndexingError } from '../../runtime/errors.js';
import { takeLock } from '../../runtime/files/file-lock.js';
import { StorageError, storageError } from '../../runtime/files/storage-error.js';
import { lockFile } from '../generations/paths.js';

/** The right to index into an embeddings folder. */
export interface IndexLock {
  /** @throws StorageError when the folder is not the one that was locked any more. */
  confirm(): void;
  release(): void;
}

/**
 * Takes the one right to index into an embeddings folder, across processes and threads.
 * @throws AlreadyIndexingError, StorageError
 */
export function lockForIndexing(embeddingsDir: string): IndexLock {
  let lock: ReturnType<typeof takeLock>;
  try {
    lock = takeLock(lockFile(embeddingsDir));
  } catch (cause) {
    const what = 'Nothing can be indexed into the folder that EMBEDDINGS_DIR names';
    throw storageError(cause, what, 'run `npm run index` again') ?? cause;
  }
  if (!lock) {
    throw new AlreadyIndexingError('The articles are being indexed already; the running one has to end first.');
  }
  const { isInPlace, release } = lock;
  return {
    release,
    confirm() {
      if (isInPlace()) return;
      throw new StorageError(
        'The folder that EMBEDDINGS_DIR names was moved or deleted while it was indexed into. Run `npm run index` again.',
      );
    },
  };
}
