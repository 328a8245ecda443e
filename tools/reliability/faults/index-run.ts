// Does the same as `npm run index`, without opening the models for questions, which takes half of its time and writes nothing.
import { loadConfig } from '../../../src/config/config.js';
import { buildInThread } from '../../../src/library/indexing/build-in-thread.js';
import { prepareModel } from '../../../src/search/model/prepare.js';
import { progressDisplay } from '../../../src/terminal/progress.js';
import { run } from '../../../src/terminal/run.js';

await run(async () => {
  const config = loadConfig();
  const { articlesDir, embeddingsDir } = config;
  const model = await prepareModel(config);
  const options = { articlesDir, embeddingsDir, model, mode: 'changed', threads: 1 } as const;
  await buildInThread(options, progressDisplay().show);
});
