import type { Config } from '../../config.js';
import { knownLock } from './custom.js';
import { firstDefect } from './ensure.js';
import { fingerprintOf, pinnedLock, prefixesOf } from './prepare.js';

/** How the model that the settings name lies on this disk. */
export interface ModelState {
  readonly name: string;
  /** What `prepareModel` would give it; undefined for a model of the user's own choosing that was never used. */
  readonly fingerprint?: string;
  /** What is wrong with its files. */
  readonly defect?: string;
}

/** Looks at the model's files without fetching or changing any. */
export async function inspectModel({ modelDir, model }: Pick<Config, 'modelDir' | 'model'>): Promise<ModelState> {
  const lock = model ? await knownLock(model, modelDir) : await pinnedLock();
  if (!lock) return { name: model?.name ?? '' };
  const defect = await firstDefect(modelDir, lock);
  const fingerprint = fingerprintOf(lock, prefixesOf(model));
  return { name: lock.name, fingerprint, ...(defect !== undefined && { defect }) };
}
