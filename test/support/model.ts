import { parseConfig } from '../../src/config/config.js';
import type { LocalModel } from '../../src/search/model/lock.js';
import { prepareModel } from '../../src/search/model/prepare.js';

/** The project's own embedding model. */
export function realModel(): Promise<LocalModel> {
  return prepareModel(parseConfig({}));
}
