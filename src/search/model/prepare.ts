import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Config } from '../../config.js';
import { ModelUnavailableError } from '../../errors.js';
import { fromProjectRoot } from '../../project.js';
import { lockCustomModel } from './custom.js';
import { type EnsureOptions, ensureModel } from './ensure.js';
import { type LocalModel, type ModelLock, modelLock } from './lock.js';
import { sweepPartial } from './sweep.js';

/**
 * Brings the model that the settings name onto this disk, whole and checked, and says where and what it is.
 * Touches the network only where its files are missing.
 * @throws ModelUnavailableError
 */
export async function prepareModel(
  config: Pick<Config, 'modelDir' | 'model' | 'modelHubUrl'>,
  options: EnsureOptions = {},
): Promise<LocalModel> {
  const { modelDir: root, model } = config;
  await sweepPartial(root);
  const lock = model
    ? await lockCustomModel(model, root, config.modelHubUrl, options.onProgress, options.signal)
    : await pinnedLock();
  if (!model) await ensureModel(lock, root, options);
  const prefixes = prefixesOf(model);
  return {
    root,
    name: lock.name,
    dtype: lock.dtype,
    pooling: lock.pooling,
    ...prefixes,
    fingerprint: fingerprintOf(lock, prefixes),
  };
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

type Prefixes = Pick<LocalModel, 'queryPrefix' | 'passagePrefix'>;

export function prefixesOf(model: Config['model']): Prefixes {
  return { queryPrefix: model?.queryPrefix ?? '', passagePrefix: model?.passagePrefix ?? '' };
}

/** Identifies whatever changes the vectors. */
export function fingerprintOf(lock: ModelLock, prefixes: Prefixes): string {
  const files = lock.files.map(({ path, sha256 }) => ({ path, sha256 }));
  const identity = JSON.stringify([lock.name, lock.dtype, lock.pooling, files, prefixes]);
  return createHash('sha256').update(identity).digest('hex').slice(0, 16);
}
