import { AlreadyIndexingError } from '../../runtime/errors.js';
import { takeLock } from '../../runtime/files/file-lock.js';
import { StorageError, storageError } from '../../runtime/files/storage-error.js';
import { lockFile } from '../generations/paths.js';

/** The exclusive right to index into an embeddings folder. */
export interface IndexLock {
  /** @throws StorageError when the folder is no longer the one that was locked. */
  confirm(): void;
  release(): void;
}

/**
 * Acquires the index lock of an embeddings folder, across processes and threads.
 * @throws AlreadyIndexingError, StorageError
 */
export function lockForIndexing(embeddingsDir: string): IndexLock {
  let lock: ReturnType<typeof takeLock>;
  try {
    lock = takeLock(lockFile(embeddingsDir));
  } catch (cause) {
    const what = "The folder that EMBEDDINGS_DIR names can't be used for an index";
    throw storageError(cause, what, 'run `npm run index` again') ?? cause;
  }
  if (!lock) {
    throw new AlreadyIndexingError('The articles are already being indexed. Wait until that run has ended.');
  }
  const { isInPlace, release } = lock;
  return {
    release,
    confirm() {
      if (isInPlace()) return;
      throw new StorageError(
        'The folder that EMBEDDINGS_DIR names was moved or deleted during an index run. Run `npm run index` again.',
      );
    },
  };
}
