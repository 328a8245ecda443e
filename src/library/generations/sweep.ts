import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { generationPaths, generationsDir, pointerFile } from './paths.js';
import { type Pointer, readPointer } from './pointer.js';

/**
 * Removes leftovers of runs that were ended: unfinished generations, generations that are neither current nor previous, and drafts of
 * the pointer. Call it only with the index lock, when no other run can be using these.
 */
export async function sweepUnfinished(embeddingsDir: string): Promise<void> {
  for (const name of await namesIn(generationsDir(embeddingsDir))) {
    if (name.startsWith('.building-')) await remove(path.join(generationsDir(embeddingsDir), name));
  }
  const draft = new RegExp(`^${path.basename(pointerFile(embeddingsDir))}\\.\\d+$`);
  for (const name of await namesIn(embeddingsDir)) {
    if (draft.test(name)) await remove(path.join(embeddingsDir, name));
  }
  const pointer = await readPointer(embeddingsDir);
  // A pointer that names nothing that exists is damaged: do not delete what it should have named.
  const { current } = pointer;
  if (current && (await namesIn(generationPaths(embeddingsDir, current).folder)).length > 0) {
    await prune(embeddingsDir, pointer);
  }
}

/** Keeps the current and the previous generation: a process may still use the previous one, or roll back to it. */
export async function prune(embeddingsDir: string, { current, before }: Pointer): Promise<void> {
  for (const name of await namesIn(generationsDir(embeddingsDir))) {
    if (name === current || name === before || name.startsWith('.')) continue;
    await remove(path.join(generationsDir(embeddingsDir), name));
  }
}

function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

/** What can't be removed now (Windows keeps open files) is left for the next run. */
async function remove(file: string): Promise<void> {
  await rm(file, { recursive: true, force: true }).catch(() => {});
}
