import { cp, lstat, mkdir, open, readdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { Config } from '../config/config.js';
import { UserError } from '../runtime/errors.js';

/** A backup could not be made; no part of it is left. */
export class BackupError extends UserError {}

interface BackupReport {
  readonly folder: string;
  /** The number of files in it, and their bytes. */
  readonly files: number;
  readonly bytes: number;
}

type Folders = Pick<Config, 'articlesDir' | 'embeddingsDir' | 'dataDir' | 'modelDir'>;

/** The preview creates it at each start. */
const TRIALS = 'preview';
const SQLITE = Buffer.from('SQLite format 3\0');

/**
 * Copies what can't be recreated, the bot's database and the articles, into a new folder under `into`, even while the bot is running:
 * SQLite copies databases in a consistent state. The folder gets its final name once it is complete.
 * @throws BackupError
 */
export async function backUp(
  folders: Folders,
  into: string,
  { version, withArticles }: { readonly version: string; readonly withArticles: boolean },
): Promise<BackupReport> {
  const { dataDir, articlesDir, embeddingsDir, modelDir } = folders;
  for (const [setting, folder] of Object.entries({ DATA_DIR: dataDir, ARTICLES_DIR: articlesDir })) {
    if (isWithin(path.resolve(into), folder)) {
      throw new BackupError(
        `${into} is inside ${setting}, so the next backup would copy this one: choose another folder.`,
      );
    }
  }
  const takenAt = new Date().toISOString();
  const name = `verbatim-${takenAt.replace(/\D/g, '').slice(0, 14)}`;
  const unfinished = path.join(into, `.unfinished-${name}-${process.pid}`);
  const folder = path.join(path.resolve(into), name);
  try {
    await realpath(dataDir);
    // It contains the key that hides who voted and asked.
    await mkdir(unfinished, { recursive: true, mode: 0o700 });
    const rebuilt = [embeddingsDir, modelDir, articlesDir, path.join(dataDir, TRIALS)];
    const sum = { files: 0, bytes: 0 };
    await copyData(dataDir, path.join(unfinished, 'data'), new Set(rebuilt), sum);
    if (withArticles) await copyArticles(articlesDir, path.join(unfinished, 'articles'), sum);
    await writeFile(path.join(unfinished, 'backup.json'), `${JSON.stringify({ version, takenAt, ...sum }, null, 2)}\n`);
    await rename(unfinished, folder);
    return { folder, ...sum };
  } catch (cause) {
    await rm(unfinished, { recursive: true, force: true });
    throw new BackupError(`The backup could not be made: ${(cause as Error).message}.`, { cause });
  }
}

interface Sum {
  files: number;
  bytes: number;
}

async function copyData(from: string, to: string, without: ReadonlySet<string>, sum: Sum): Promise<void> {
  await mkdir(to, { mode: 0o700 });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (without.has(path.resolve(source)) || /-(wal|shm|journal)$/.test(entry.name)) continue;
    if (entry.isDirectory()) await copyData(source, target, without, sum);
    else if (entry.isFile()) {
      await ((await isDatabase(source))
        ? copyDatabase(source, target)
        : cp(source, target, { preserveTimestamps: true }));
      await count(target, sum);
    }
  }
}

async function isDatabase(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(SQLITE.length), 0, SQLITE.length, 0);
    return buffer.equals(SQLITE);
  } finally {
    await handle.close();
  }
}

/** @throws when the copy is damaged, because then the original is too. */
async function copyDatabase(from: string, to: string): Promise<void> {
  const original = new Database(from, { readonly: true, fileMustExist: true, timeout: 5_000 });
  try {
    await original.backup(to);
  } finally {
    original.close();
  }
  const copy = new Database(to);
  try {
    // One file that needs no others.
    copy.pragma('journal_mode = DELETE');
    const found = String(copy.pragma('quick_check(1)', { simple: true }));
    if (found !== 'ok') throw new Error(`${from} is damaged (${found})`);
  } finally {
    copy.close();
  }
}

async function copyArticles(from: string, to: string, sum: Sum): Promise<void> {
  await cp(from, to, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
  for (const entry of await readdir(to, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) await count(path.join(entry.parentPath, entry.name), sum);
  }
}

async function count(file: string, sum: Sum): Promise<void> {
  sum.files += 1;
  sum.bytes += (await lstat(file)).size;
}

function isWithin(folder: string, other: string): boolean {
  const relative = path.relative(other, folder);
  return relative === '' || !(relative.startsWith('..') || path.isAbsolute(relative));
}
