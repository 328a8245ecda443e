import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { ModelUnavailableError } from '../runtime/errors.js';
import { fromProjectRoot } from '../runtime/project.js';
import { defectOf } from '../search/model/files.js';
import { type Dtype, modelLock, type PinnedFile } from '../search/model/lock.js';

/** The small reader's weights and vocabulary, which are part of the project itself, with the checksums they must have. */
export const SMALL_READER = fromProjectRoot('models/reader');
const LOCK_FILE = 'reader.lock.json';

/** A reader on disk, whole and checked: all that a thread needs to load it. */
export interface LocalReader {
  readonly folder: string;
  readonly dtype: Dtype;
  /** Identifies whatever changes what it says. */
  readonly fingerprint: string;
}

const readerLock = z.object({ files: modelLock.shape.files });

/**
 * Checks the files of the project's own reader against their pinned checksums.
 * @throws ModelUnavailableError
 */
export async function checkReader(folder = SMALL_READER): Promise<LocalReader> {
  const { files } = await readFile(path.join(folder, LOCK_FILE), 'utf8')
    .then((text) => readerLock.parse(JSON.parse(text)))
    .catch((cause) =>
      unusable(cause instanceof SyntaxError || cause instanceof z.ZodError ? damagedLock(cause) : cause),
    );
  for (const file of files) {
    const defect = await defectOf(folder, file);
    if (defect) return unusable(new Error(defect));
  }
  return { folder, dtype: 'q8', fingerprint: fingerprintOf(files) };

  function unusable(cause: Error): never {
    throw new ModelUnavailableError(
      `The reader's files in ${folder} can't be used: ${cause.message}. They come with the project: ` +
        `bring them back with \`git checkout -- ${inProject(folder)}\`, or unpack the project anew.`,
      { cause },
    );
  }
}

export function fingerprintOf(files: readonly PinnedFile[]): string {
  return createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
}

/** As git knows the folder of the project's own reader. */
export function inProject(folder: string): string {
  return `models/${path.basename(folder)}`;
}

function damagedLock(cause: Error): Error {
  return new Error(`${LOCK_FILE} is damaged`, { cause });
}

/** The tokens, each at its number. */
export async function loadVocabulary(folder = SMALL_READER): Promise<string[]> {
  return (await readFile(path.join(folder, 'vocab.txt'), 'utf8')).trimEnd().split(/\r?\n/);
}
