import path from 'node:path';
import { knownFiles } from './custom.js';
import { defectIn } from './ensure.js';
import type { LocalModel } from './lock.js';
import { type ModelSettings, nameOf } from './place.js';
import { customModel, identified, pinnedLock } from './prepare.js';

/** How the model that the settings name lies on this disk. */
export interface ModelState {
  readonly name: string;
  /** What `prepareModel` would give it; undefined for a model of the user's own choosing that was never used. */
  readonly fingerprint?: string;
  /** What is wrong with its files. */
  readonly defect?: string;
}

/**
 * Looks at the model's files without fetching or changing any.
 * @throws ModelUnavailableError for a folder of the user's own that lacks files, and for a damaged lock.
 */
export async function inspectModel({
  modelDir,
  model,
}: Pick<ModelSettings, 'modelDir' | 'model'>): Promise<ModelState> {
  if (!model) {
    const lock = await pinnedLock();
    return stateOf(identified(lock), await defectIn(path.join(modelDir, lock.name), lock.files));
  }
  const known = await knownFiles(customModel(model), modelDir);
  if (!known) return { name: nameOf(model.place) };
  // A folder of the user's own is taken as it is.
  const defect = 'folder' in model.place ? undefined : await defectIn(path.join(known.root, known.name), known.files);
  return stateOf(identified({ ...known, pooling: model.pooling }, model), defect);
}

function stateOf({ name, fingerprint }: Pick<LocalModel, 'name' | 'fingerprint'>, defect?: string): ModelState {
  return { name, fingerprint, ...(defect !== undefined && { defect }) };
}
