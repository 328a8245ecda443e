import { availableParallelism } from 'node:os';
import { Command, Option } from 'commander';
import { loadConfig } from '../src/config.js';
import { progressDisplay } from '../src/terminal/progress.js';
import { renderReport, renderRollBack } from '../src/terminal/render.js';
import { run } from '../src/terminal/run.js';
import { openVerbatim } from '../src/wiring.js';

const command = new Command('index')
  .description('Embeds the passages of the articles and builds the index that questions are answered from.')
  .usage('-- [options]')
  .option('--full', 'embed everything anew instead of only what changed')
  .addOption(
    new Option('--roll-back', 'let the index that served before serve again; the articles are not read').conflicts(
      'full',
    ),
  )
  .option('--json', 'print the report as a line of JSON')
  .parse();
const { full, json, rollBack } = command.opts<{ full?: true; json?: true; rollBack?: true }>();

await run(async () => {
  const progress = progressDisplay();
  const options = { onProgress: progress.show, indexThreads: availableParallelism() };
  const verbatim = await openVerbatim(loadConfig(), options).finally(progress.end);
  try {
    if (rollBack) {
      const report = await verbatim.rollBack();
      process.stdout.write(`${json ? JSON.stringify(report) : renderRollBack(report)}\n`);
      return;
    }
    const report = await verbatim.reindex(full ? 'everything' : 'changed', progress.show).finally(progress.end);
    process.stdout.write(`${json ? JSON.stringify(report) : renderReport(report)}\n`);
  } finally {
    await verbatim.close();
  }
});
