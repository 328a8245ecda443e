import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ArticleProblem } from '../article/types.js';
import { IntakeError } from './intake-error.js';

/** Problems of a file that are told. */
const TOLD = 5;

/** Reads files of a folder as articles. */
type Reading<Read> = (
  dir: string,
  files: readonly string[],
) => Promise<{ readonly articles: readonly Read[]; readonly problems: readonly ArticleProblem[] }>;

/** The articles in a file that is not among the others yet. @throws IntakeError naming every line that can't be read. */
export async function checked<Read>(
  dataDir: string,
  file: string,
  bytes: Buffer,
  read: Reading<Read>,
): Promise<readonly Read[]> {
  const staging = path.join(dataDir, 'incoming', randomBytes(8).toString('hex'));
  try {
    await mkdir(path.dirname(path.join(staging, file)), { recursive: true });
    await writeFile(path.join(staging, file), bytes, { flag: 'wx' });
    const { articles, problems } = await read(staging, [file]);
    if (problems.length > 0 || articles.length === 0) {
      const told = problems.slice(0, TOLD).map(({ where, reason }) => `${where}: ${reason}`);
      throw new IntakeError('unreadable', { file, count: problems.length, problems: told.join('\n') });
    }
    return articles;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}
