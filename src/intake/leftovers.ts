import path from 'node:path';
import { removeAbandoned } from '../runtime/files/stale-files.js';
import { foldersIn } from './folders.js';

/** Removes what was left of articles on their way in when a process died: see `checked.ts`, `article-files.ts` and `move.ts`. */
export async function sweepLeftovers(articlesDir: string, dataDir: string): Promise<void> {
  await removeAbandoned(path.join(dataDir, 'incoming'), () => true);
  // Files arrive at the top or in a collection's folder.
  for (const folder of ['', ...(await foldersIn(articlesDir)).values()]) {
    await removeAbandoned(path.join(articlesDir, folder), (name) => name.startsWith('.arriving-'));
  }
}
