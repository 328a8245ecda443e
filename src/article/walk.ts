import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { ArticleProblem } from './model/article.js';

/**
 * Paths of the files under a folder, relative to it with forward slashes, sorted by code unit. Skips hidden names,
 * `node_modules` and linked folders; links to files outside the folder are returned as problems.
 * @throws the file system's error when the folder itself can't be read.
 */
export async function filesUnder(root: string): Promise<{ files: string[]; problems: ArticleProblem[] }> {
  const home = await realpath(root);
  const files: string[] = [];
  const problems: ArticleProblem[] = [];
  await walk('');
  return { files: files.sort((a, b) => (a < b ? -1 : 1)), problems };

  async function walk(folder: string): Promise<void> {
    for (const entry of await readdir(join(home, folder), { withFileTypes: true })) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      if (entry.isFile()) files.push(path);
      else if (entry.isDirectory()) await walk(path).catch(() => unreadable(path));
      else if (entry.isSymbolicLink()) await follow(path).catch(() => unreadable(path));
    }
  }

  async function follow(path: string): Promise<void> {
    const target = await realpath(join(home, path));
    const found = await stat(target);
    if (!found.isFile()) return;
    if (target.startsWith(home + sep)) files.push(path);
    else
      problems.push({
        where: path,
        reason: 'A link to a file outside the articles folder. Copy the file into the folder instead.',
      });
  }

  function unreadable(where: string): void {
    problems.push({ where, reason: 'Could not be read. Check that it exists, and check its permissions.' });
  }
}
