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
 * Brings the model that the settings name onto this disk, whole and checked, and says where and what it is.
 * Touches the network only where its files are missing.
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

/** The model of EMBEDDING_MODEL. */
export function customModel({ place, dtype }: ChosenModel): CustomModel {
  return { setting: 'EMBEDDING_MODEL', place, dtype };
}

/** The model that the project pins. @throws ModelUnavailableError when the file that does is damaged. */
export async function pinnedLock(file = fromProjectRoot('embeddings/model.lock.json')): Promise<ModelLock> {
  try {
    return modelLock.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    throw new ModelUnavailableError(
      `${file}, which says which embedding model to use, is missing or damaged. It comes with the project: ` +
        'bring it back with `git checkout -- embeddings/model.lock.json`, or unpack the project anew.',
      { cause },
    );
  }
}

type Files = Pick<LocalModel, 'name' | 'dtype' | 'pooling'> & { readonly files: readonly PinnedFile[] };

/** What the model is, with a fingerprint of whatever changes the vectors. */
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
