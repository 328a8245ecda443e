import { readFile } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import { IndexUnavailableError } from '../../runtime/errors.js';
import { syncFolder } from '../../runtime/files/durable.js';
import { pointerFile } from './paths.js';

/** The ids of the current and the previous generation, if they exist. */
export interface Pointer {
  readonly current: string | undefined;
  readonly before: string | undefined;
}

const ID = /^[\w-]+$/;

/**
 * Reads the file `current`: one id a line, the current generation first.
 * @throws IndexUnavailableError when the file exists but can't be read.
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
 * Makes `id` the current generation; the current one becomes the previous one. Replacing this one file swaps the generations. Call it
 * only with the index lock, and only once the new generation would survive a power failure.
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
