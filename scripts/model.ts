import { loadConfig } from '../src/config/config.js';
import { prepareReaders } from '../src/reader/prepare.js';
import { prepareModel } from '../src/search/model/prepare.js';
import { progressDisplay } from '../src/terminal/progress.js';
import { run } from '../src/terminal/run.js';

await run(async () => {
  const progress = progressDisplay();
  const onProgress = (done: number, total: number) => progress.show({ stage: 'model', done, total });
  const config = loadConfig();
  const model = await prepareModel(config, { onProgress }).finally(progress.end);
  process.stdout.write(`${model.name} (${model.dtype}) is present and complete.\n`);
  for (const { folder } of Object.values(await prepareReaders(config, { onProgress }).finally(progress.end))) {
    process.stdout.write(`The reader in ${folder} is present and complete.\n`);
  }
});
