import path from 'node:path';
import type { Config } from '../config/config.js';
import { type CustomModel, customFiles, type FetchOptions } from '../search/model/custom.js';
import { fingerprintOf } from '../search/model/own-files.js';
import { checkReader, type LocalReader } from './files.js';

/** The settings that say who reads. */
export type ReaderSettings = Pick<Config, 'reader' | 'readerModel' | 'modelDir' | 'modelHubUrl'>;

/** Who reads: nobody, the small reader, or both. */
export interface LocalReaders {
  readonly small?: LocalReader;
  readonly large?: LocalReader;
}

/**
 * The readers that the settings name, whole and checked. Touches the network only where the files of READER_MODEL are missing.
 * @throws ModelUnavailableError
 */
export async function prepareReaders(settings: ReaderSettings, options: FetchOptions = {}): Promise<LocalReaders> {
  const { reader, readerModel } = settings;
  if (reader === 'off') return {};
  const small = await checkReader();
  if (reader === 'small' || !readerModel) return { small };
  return { small, large: await fetched(readerModel, settings, options) };
}

/** The model of READER_MODEL. */
export function customReader({ place, dtype }: NonNullable<Config['readerModel']>): CustomModel {
  return { setting: 'READER_MODEL', place, dtype };
}

async function fetched(
  model: NonNullable<Config['readerModel']>,
  { modelDir, modelHubUrl }: ReaderSettings,
  { onProgress, signal }: FetchOptions,
): Promise<LocalReader> {
  const { root, name, dtype, files } = await customFiles(
    customReader(model),
    modelDir,
    modelHubUrl,
    onProgress,
    signal,
  );
  return { folder: path.join(root, name), dtype, fingerprint: fingerprintOf(files) };
}
