import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** Milliseconds for which nothing was written to what is taken for abandoned. */
const ABANDONED_AFTER = 60 * 60_000;

/**
 * Removes from a folder what a process that died was at work on: whatever bears such a name and was not written to, nor
 * anything in it, for an hour. What can't be removed stays.
 */
export async function removeAbandoned(folder: string, isOurs: (name: string) => boolean): Promise<void> {
  for (const name of (await readdir(folder).catch(() => [])).filter(isOurs)) {
    const full = path.join(folder, name);
    const last = await lastWritten(full).catch(() => Number.POSITIVE_INFINITY);
    if (Date.now() - last > ABANDONED_AFTER) await rm(full, { recursive: true, force: true }).catch(() => {});
  }
}

/** In milliseconds since 1970, of the file or folder and everything in it. */
async function lastWritten(full: string): Promise<number> {
  const found = await stat(full);
  const inside = found.isDirectory() ? await readdir(full, { recursive: true }) : [];
  const times = await Promise.all(inside.map(async (name) => (await stat(path.join(full, name))).mtimeMs));
  return Math.max(found.mtimeMs, ...times);
}
