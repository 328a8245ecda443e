import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fromProjectRoot } from '../runtime/project.js';
import type { Dtype } from '../search/model/lock.js';
import { checkedOwnFiles, fingerprintOf, type OwnModel } from '../search/model/own-files.js';

/** The small reader's weights and vocabulary, which are part of the project itself, with the checksums they must have. */
export const SMALL_READER = fromProjectRoot('models/reader');

/** A reader on disk, whole and checked: all that a thread needs to load it. */
export interface LocalReader {
  readonly folder: string;
  readonly dtype: Dtype;
  /** Identifies whatever changes what it says. */
  readonly fingerprint: string;
}

/** The project's own reader, or a copy of it in another folder. */
function ownReader(folder: string): OwnModel {
  return { what: 'The reader', folder, lockFile: 'reader.lock.json' };
}

/**
 * Checks the files of the project's own reader against their pinned checksums.
 * @throws ModelUnavailableError
 */
export async function checkReader(folder = SMALL_READER): Promise<LocalReader> {
  return { folder, dtype: 'q8', fingerprint: fingerprintOf(await checkedOwnFiles(ownReader(folder))) };
}

/** The tokens, each at its number. */
export async function loadVocabulary(folder = SMALL_READER): Promise<string[]> {
  return (await readFile(path.join(folder, 'vocab.txt'), 'utf8')).trimEnd().split(/\r?\n/);
}
