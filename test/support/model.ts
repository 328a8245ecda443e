import { parseConfig } from '../../src/config/config.js';
import type { LocalModel } from '../../src/search/model/lock.js';
import { prepareModel } from '../../src/search/model/prepare.js';

/** The real embedding model, which test/setup.ts has fetched. */
export function realModel(): Promise<LocalModel> {
  return prepareModel(parseConfig({ MODEL_DIR: process.env.MODEL_DIR }));
}
