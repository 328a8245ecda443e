import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** Files are stale after this many milliseconds without a write. */
const STALE_AFTER_MS = 60 * 60_000;

/**
 * Removes stale files, left behind by a process that died, from a folder: everything with a matching name in which nothing has been
 * written for an hour. Files that can't be removed stay.
 */
export async function removeStaleFiles(folder: string, isOurs: (name: string) => boolean): Promise<void> {
  for (const name of (await readdir(folder).catch(() => [])).filter(isOurs)) {
    const full = path.join(folder, name);
    const last = await lastWritten(full).catch(() => Number.POSITIVE_INFINITY);
    if (Date.now() - last > STALE_AFTER_MS) await rm(full, { recursive: true, force: true }).catch(() => {});
  }
}

/** In milliseconds since 1970, for the file or folder and everything in it. */
async function lastWritten(full: string): Promise<number> {
  const found = await stat(full);
  const inside = found.isDirectory() ? await readdir(full, { recursive: true }) : [];
  const times = await Promise.all(inside.map(async (name) => (await stat(path.join(full, name))).mtimeMs));
  return Math.max(found.mtimeMs, ...times);
}
