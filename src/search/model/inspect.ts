import path from 'node:path';
import { knownFiles } from './custom.js';
import { defectIn } from './files.js';
import type { LocalModel } from './lock.js';
import { ownFiles } from './own-files.js';
import { type ModelSettings, nameOf } from './place.js';
import { customModel, identified, OWN_EMBEDDER, ownEmbedder } from './prepare.js';

/** The state on this disk of the model that the settings name. */
export interface ModelState {
  readonly name: string;
  /** The fingerprint that `prepareModel` would compute; undefined for a custom model that was never used. */
  readonly fingerprint?: string;
  /** What is wrong with its files. */
  readonly defect?: string;
}

/**
 * Checks the model's files without downloading or changing any.
 * @throws ModelUnavailableError when a custom model's folder lacks files or its lock file is damaged.
 */
export async function inspectModel({
  modelDir,
  model,
}: Pick<ModelSettings, 'modelDir' | 'model'>): Promise<ModelState> {
  if (!model) {
    const files = await ownFiles(OWN_EMBEDDER);
    return stateOf(ownEmbedder(files), await defectIn(OWN_EMBEDDER.folder, files));
  }
  const known = await knownFiles(customModel(model), modelDir);
  if (!known) return { name: nameOf(model.place) };
  // A folder given by the user is used as it is.
  const defect = 'folder' in model.place ? undefined : await defectIn(path.join(known.root, known.name), known.files);
  return stateOf(identified({ ...known, pooling: model.pooling }, model), defect);
}

function stateOf({ name, fingerprint }: Pick<LocalModel, 'name' | 'fingerprint'>, defect?: string): ModelState {
  return { name, fingerprint, ...(defect !== undefined && { defect }) };
}
