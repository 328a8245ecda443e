import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import { normaliseLine } from '../article/text/normalise.js';
import { IntakeError } from './intake-error.js';
import { safeCollectionName } from './names.js';

/** The folder of a collection as it is named on disk, or will be. @throws IntakeError when the name can't be a folder. */
export async function folderOf(articlesDir: string, collection: string): Promise<string> {
  if (collection === '') return '';
  const folders = await foldersIn(articlesDir);
  const folder = folders.get(collection) ?? safeCollectionName(collection);
  // Some file systems treat names as equal that differ only in case or composition: that would be another collection's folder.
  const isTwin = (name: string) => folded(name) === folded(collection);
  if (!folder || (!folders.has(collection) && [...folders.keys()].some(isTwin)))
    throw new IntakeError('badCollection', { collection });
  // A symbolic link to a folder is not read, and a file can't contain another.
  const present = await lstat(path.join(articlesDir, folder)).catch(() => undefined);
  if (present && !present.isDirectory()) throw new IntakeError('badCollection', { collection });
  return folder;
}

/** The folders that articles are read from, by the name of their collection. */
export async function foldersIn(articlesDir: string): Promise<Map<string, string>> {
  const entries = await readdir(articlesDir, { withFileTypes: true }).catch(() => []);
  const read = entries.filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules',
  );
  return new Map(read.map(({ name }) => [normaliseLine(name), name]));
}

function folded(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}
