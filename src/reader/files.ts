import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { ModelUnavailableError } from '../errors.js';
import { fromProjectRoot } from '../project.js';
import { defectOf } from '../search/model/files.js';
import { modelLock } from '../search/model/lock.js';

/** The readers' weights and vocabularies, which are part of the project itself, with the checksums they must have. */
export const READER_FOLDERS = {
  small: fromProjectRoot('models/reader'),
  large: fromProjectRoot('models/reader-large'),
} as const;
export const READER_FOLDER = READER_FOLDERS.small;
const LOCK_FILE = 'reader.lock.json';

const readerLock = z.object({ files: modelLock.shape.files });

/**
 * Checks the reader's files against their pinned checksums.
 * @returns a fingerprint of whatever changes what the reader says.
 * @throws ModelUnavailableError
 */
export async function checkReader(folder = READER_FOLDER): Promise<string> {
  const { files } = await readFile(path.join(folder, LOCK_FILE), 'utf8')
    .then((text) => readerLock.parse(JSON.parse(text)))
    .catch((cause) =>
      unusable(cause instanceof SyntaxError || cause instanceof z.ZodError ? damagedLock(cause) : cause),
    );
  for (const file of files) {
    const defect = await defectOf(folder, file);
    if (defect) return unusable(new Error(defect));
  }
  return createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);

  function unusable(cause: Error): never {
    throw new ModelUnavailableError(
      `The reader's files in ${folder} can't be used: ${cause.message}. They come with the project: ` +
        'bring them back with `git checkout -- models/reader`, or unpack the project anew.',
      { cause },
    );
  }
}

function damagedLock(cause: Error): Error {
  return new Error(`${LOCK_FILE} is damaged`, { cause });
}

/** The tokens, each at its number. */
export async function loadVocabulary(folder = READER_FOLDER): Promise<string[]> {
  return (await readFile(path.join(folder, 'vocab.txt'), 'utf8')).trimEnd().split('\n');
}
