import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { removeStaleFiles } from '../../runtime/files/stale-files.js';

/** Removes downloads of dead processes. They are next to the models' folders, whose names may have two parts. */
export async function sweepPartial(root: string): Promise<void> {
  const isPartial = (name: string) => name.startsWith('.partial-');
  await removeStaleFiles(root, isPartial);
  const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
  for (const entry of entries.filter((each) => each.isDirectory() && !isPartial(each.name))) {
    await removeStaleFiles(path.join(root, entry.name), isPartial);
  }
}
