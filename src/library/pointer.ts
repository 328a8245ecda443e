import { readFile } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import { pointerFile } from './paths.js';

/** Ids of the generation in use and of the one that served before it, as far as there are any. */
export interface Pointer {
  readonly current: string | undefined;
  readonly before: string | undefined;
}

const ID = /^[\w-]+$/;

/** What `current` says: an id a line, the generation in use first. */
export async function readPointer(embeddingsDir: string): Promise<Pointer> {
  const [current = '', before = ''] = (await readFile(pointerFile(embeddingsDir), 'utf8').catch(() => '')).split('\n');
  const known = (id: string) => (ID.test(id.trim()) ? id.trim() : undefined);
  return { current: known(current), before: known(before) };
}

/**
 * Makes `id` the generation in use; the one that was becomes the one before. Replacing this one file is the step that swaps
 * generations. Only called under the lock for indexing.
 */
export async function pointTo(embeddingsDir: string, id: string): Promise<Pointer> {
  const { current: before } = await readPointer(embeddingsDir);
  await writeFileAtomic(
    pointerFile(embeddingsDir),
    `${[id, before].filter((each) => each !== undefined).join('\n')}\n`,
  );
  return { current: id, before };
}
