import { parseConfig } from '../src/config/config.js';
import { prepareModel } from '../src/search/model/prepare.js';
import { progressDisplay } from '../src/terminal/progress.js';

/** Runs once before all tests: fetches the embedding model where it is missing, so that no test waits for a download. */
export async function setup(): Promise<void> {
  const progress = progressDisplay();
  const onProgress = (done: number, total: number) => progress.show({ stage: 'model', done, total });
  await prepareModel(parseConfig({ MODEL_DIR: process.env.MODEL_DIR }), { onProgress }).finally(progress.end);
}
