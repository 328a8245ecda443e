import { readFile } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import { IndexUnavailableError } from '../../runtime/errors.js';
import { syncFolder } from '../../runtime/files/durable.js';
import { pointerFile } from './paths.js';

/** Ids of the generation in use and of the one that served before it, as far as there are any. */
export interface Pointer {
  readonly current: string | undefined;
  readonly before: string | undefined;
}

const ID = /^[\w-]+$/;

/**
 * What `current` says: an id a line, the generation in use first.
 * @throws IndexUnavailableError where the file is there and can't be read.
 */
export async function readPointer(embeddingsDir: string): Promise<Pointer> {
  const [current = '', before = ''] = (await textOf(pointerFile(embeddingsDir))).split('\n');
  const known = (id: string) => (ID.test(id.trim()) ? id.trim() : undefined);
  return { current: known(current), before: known(before) };
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return '';
    throw new IndexUnavailableError(
      `The file that says which index is in use can't be read: ${message}. Check EMBEDDINGS_DIR and its permissions.`,
      { cause },
    );
  }
}

/**
 * Makes `id` the generation in use; the one that was becomes the one before. Replacing this one file is the step that swaps
 * generations. Only called under the lock for indexing, and once the generation itself would survive a loss of power.
 */
export async function pointTo(embeddingsDir: string, id: string): Promise<Pointer> {
  const { current: before } = await readPointer(embeddingsDir);
  await writeFileAtomic(
    pointerFile(embeddingsDir),
    `${[id, before].filter((each) => each !== undefined).join('\n')}\n`,
  );
  await syncFolder(embeddingsDir);
  return { current: id, before };
}
