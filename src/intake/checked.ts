import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { IntakeError } from './intake-error.js';
import { readApart } from './read-apart.js';
import type { NamedArticle } from './read-apart-thread.js';

/** The most problems of a file that are reported. */
const MOST_REPORTED = 5;

/** Reads the articles in a file that is not yet stored. @throws IntakeError naming every line that can't be read. */
export async function checked(dataDir: string, file: string, bytes: Buffer): Promise<readonly NamedArticle[]> {
  const staging = path.join(dataDir, 'incoming', randomBytes(8).toString('hex'));
  try {
    await mkdir(path.dirname(path.join(staging, file)), { recursive: true });
    await writeFile(path.join(staging, file), bytes, { flag: 'wx' });
    const { articles, problems } = await readApart({ dir: staging, files: [file] });
    if (problems.length > 0 || articles.length === 0) {
      const reported = problems.slice(0, MOST_REPORTED).map(({ where, reason }) => `${where}: ${reason}`);
      throw new IntakeError('unreadable', { file, count: problems.length, problems: reported.join('\n') });
    }
    return articles;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}
