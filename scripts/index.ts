import { availableParallelism } from 'node:os';
import { Command, Option } from 'commander';
import { openVerbatim } from '../src/app/wiring.js';
import { loadConfig } from '../src/config/config.js';
import type { IndexMode } from '../src/library/reports.js';
import { followArticles } from '../src/terminal/follow.js';
import { progressDisplay } from '../src/terminal/progress.js';
import { renderReport, renderRollBack } from '../src/terminal/render.js';
import { run } from '../src/terminal/run.js';
import { whenFree } from '../src/terminal/when-free.js';

const command = new Command('index')
  .description('Embeds the passages of the articles and builds the index that questions are answered from.')
  .usage('-- [options]')
  .option('--full', 'embed everything again instead of only what changed')
  .option('--watch', 'watch the articles folder and index whatever changes, until Ctrl+C or SIGTERM')
  .addOption(
    new Option('--roll-back', 'return to the previous index; the articles are not read').conflicts(['full', 'watch']),
  )
  .option('--wait', 'if another index run is in progress, wait for it to end instead of refusing')
  .option('--json', 'print the report as a line of JSON')
  .parse();
const { full, json, rollBack, wait, watch } =
  command.opts<Partial<Record<'full' | 'json' | 'rollBack' | 'wait' | 'watch', true>>>();

await run(async () => {
  const config = loadConfig();
  const inTurn = wait ? whenFree : <T>(work: () => Promise<T>) => work();
  const progress = progressDisplay();
  const options = { onProgress: progress.show, indexThreads: availableParallelism(), load: 'when asked' as const };
  const verbatim = await openVerbatim(config, options).finally(progress.end);
  const index = async (mode: IndexMode, signal?: AbortSignal) => {
    const report = await verbatim.reindex(mode, progress.show, signal).finally(progress.end);
    process.stdout.write(`${json ? JSON.stringify(report) : renderReport(report)}\n`);
  };
  try {
    if (rollBack) {
      const report = await inTurn(() => verbatim.rollBack());
      process.stdout.write(`${json ? JSON.stringify(report) : renderRollBack(report)}\n`);
    } else if (watch) await followArticles(config.articlesDir, full ? 'everything' : 'changed', index);
    else await inTurn(() => index(full ? 'everything' : 'changed'));
  } finally {
    await verbatim.close();
  }
});
