import { availableParallelism } from 'node:os';
import { Command, Option } from 'commander';
import { type Config, loadConfig } from '../src/config.js';
import type { IndexMode } from '../src/library/types.js';
import { followArticles } from '../src/terminal/follow.js';
import { progressDisplay } from '../src/terminal/progress.js';
import { renderReport, renderRollBack } from '../src/terminal/render.js';
import { run } from '../src/terminal/run.js';
import { openVerbatim } from '../src/wiring.js';

const command = new Command('index')
  .description('Embeds the passages of the articles and builds the index that questions are answered from.')
  .usage('-- [options]')
  .option('--full', 'embed everything anew instead of only what changed')
  .option('--watch', 'follow the articles folder and index whatever changes, until Ctrl+C or SIGTERM')
  .addOption(
    new Option('--roll-back', 'let the index that served before serve again; the articles are not read').conflicts([
      'full',
      'watch',
    ]),
  )
  .option('--json', 'print the report as a line of JSON')
  .parse();
const { full, json, rollBack, watch } = command.opts<{ full?: true; json?: true; rollBack?: true; watch?: true }>();

await run(async () => {
  const config: Config = loadConfig();
  const progress = progressDisplay();
  const options = { onProgress: progress.show, indexThreads: availableParallelism() };
  const verbatim = await openVerbatim(config, options).finally(progress.end);
  const index = async (mode: IndexMode, signal?: AbortSignal) => {
    const report = await verbatim.reindex(mode, progress.show, signal).finally(progress.end);
    process.stdout.write(`${json ? JSON.stringify(report) : renderReport(report)}\n`);
  };
  try {
    if (rollBack) {
      const report = await verbatim.rollBack();
      process.stdout.write(`${json ? JSON.stringify(report) : renderRollBack(report)}\n`);
    } else if (watch) await followArticles(config.articlesDir, full ? 'everything' : 'changed', index);
    else await index(full ? 'everything' : 'changed');
  } finally {
    await verbatim.close();
  }
});
