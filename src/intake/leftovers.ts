import path from 'node:path';
import { removeStaleFiles } from '../runtime/files/stale-files.js';
import { foldersIn } from './folders.js';

/** Removes unfinished articles of a process that died: see `checked.ts`, `article-files.ts` and `move.ts`. */
export async function sweepLeftovers(articlesDir: string, dataDir: string): Promise<void> {
  await removeStaleFiles(path.join(dataDir, 'incoming'), () => true);
  // Files arrive at the top or in a collection's folder.
  for (const folder of ['', ...(await foldersIn(articlesDir)).values()]) {
    await removeStaleFiles(path.join(articlesDir, folder), (name) => name.startsWith('.arriving-'));
  }
}
