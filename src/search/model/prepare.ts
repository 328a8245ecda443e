import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ModelUnavailableError } from '../../runtime/errors.js';
import { fromProjectRoot } from '../../runtime/project.js';
import { type CustomModel, customFiles } from './custom.js';
import { type EnsureOptions, ensureModel } from './ensure.js';
import { type LocalModel, type ModelLock, modelLock, type PinnedFile } from './lock.js';
import type { ChosenModel, ModelSettings } from './place.js';
import { sweepPartial } from './sweep.js';

/**
 * Makes sure that the model that the settings name is on this disk, complete and checked, and returns its description.
 * Uses the network only if files are missing.
 * @throws ModelUnavailableError
 */
export async function prepareModel(config: ModelSettings, options: EnsureOptions = {}): Promise<LocalModel> {
  const { modelDir, model, modelHubUrl } = config;
  await sweepPartial(modelDir);
  if (!model) {
    const lock = await pinnedLock();
    await ensureModel(lock, modelDir, options);
    return { root: modelDir, ...identified(lock) };
  }
  const files = await customFiles(customModel(model), modelDir, modelHubUrl, options.onProgress, options.signal);
  return { root: files.root, ...identified({ ...files, pooling: model.pooling }, model) };
}

/** The model that EMBEDDING_MODEL names. */
export function customModel({ place, dtype }: ChosenModel): CustomModel {
  return { setting: 'EMBEDDING_MODEL', place, dtype };
}

/** The model that the project pins. @throws ModelUnavailableError when the lock file is missing or damaged. */
export async function pinnedLock(file = fromProjectRoot('embeddings/model.lock.json')): Promise<ModelLock> {
  try {
    return modelLock.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    throw new ModelUnavailableError(
      `${file}, which names the embedding model, is missing or damaged. It is part of the project: ` +
        'restore it with `git checkout -- embeddings/model.lock.json`, or unpack the project again.',
      { cause },
    );
  }
}

type Files = Pick<LocalModel, 'name' | 'dtype' | 'pooling'> & { readonly files: readonly PinnedFile[] };

/** The model's description, with a fingerprint of everything that changes the vectors. */
export function identified(
  { name, dtype, pooling, files }: Files,
  { queryPrefix = '', passagePrefix = '' }: Partial<ChosenModel> = {},
): Omit<LocalModel, 'root'> {
  const prefixes = { queryPrefix, passagePrefix };
  const contents = files.map(({ path, sha256 }) => ({ path, sha256 }));
  const identity = JSON.stringify([name, dtype, pooling, contents, prefixes]);
  const fingerprint = createHash('sha256').update(identity).digest('hex').slice(0, 16);
  return { name, dtype, pooling, ...prefixes, fingerprint };
}
