import { createHash } from 'node:crypto';
import path from 'node:path';
import { fromProjectRoot } from '../../runtime/project.js';
import { type CustomModel, customFiles, type FetchOptions } from './custom.js';
import type { LocalModel, PinnedFile } from './lock.js';
import { checkedOwnFiles, type OwnModel } from './own-files.js';
import type { ChosenModel, ModelSettings } from './place.js';
import { sweepPartial } from './sweep.js';

/** The project's own embedding model. */
export const OWN_EMBEDDER: OwnModel = {
  what: 'The embedding model',
  folder: fromProjectRoot('models/embedder'),
  lockFile: 'embedder.lock.json',
};

/**
 * Makes sure that the model that the settings name is on this disk, complete and checked, and returns its description. Uses the
 * network only if files of EMBEDDING_MODEL are missing.
 * @throws ModelUnavailableError
 */
export async function prepareModel(config: ModelSettings, options: FetchOptions = {}): Promise<LocalModel> {
  const { modelDir, model, modelHubUrl } = config;
  await sweepPartial(modelDir);
  if (!model) return ownEmbedder(await checkedOwnFiles(OWN_EMBEDDER, options.signal));
  const files = await customFiles(customModel(model), modelDir, modelHubUrl, options.onProgress, options.signal);
  return { root: files.root, ...identified({ ...files, pooling: model.pooling }, model) };
}

/** The model that EMBEDDING_MODEL names. */
export function customModel({ place, dtype }: ChosenModel): CustomModel {
  return { setting: 'EMBEDDING_MODEL', place, dtype };
}

/** The project's own embedding model, which consists of these files. */
export function ownEmbedder(files: readonly PinnedFile[]): LocalModel {
  const { folder } = OWN_EMBEDDER;
  const [root, name] = [path.dirname(folder), path.basename(folder)];
  return { root, ...identified({ name, dtype: 'q8', pooling: 'mean', files }) };
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
