import { availableParallelism } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { Command, Option } from 'commander';
import { loadConfig } from '../src/config.js';
import { AlreadyIndexingError } from '../src/errors.js';
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
  .option('--wait', 'where the articles are being indexed already, wait for that to end instead of refusing')
  .option('--json', 'print the report as a line of JSON')
  .parse();
const { full, json, rollBack, wait } = command.opts<{ full?: true; json?: true; rollBack?: true; wait?: true }>();

/** Milliseconds between two looks whether another run has ended. */
const LOOK_AGAIN = 500;

/** Does what no other index run may be under way for, as soon as none is where that was asked for. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  for (let isTold = false; ; isTold = true) {
    try {
      return await work();
    } catch (cause) {
      if (!wait || !(cause instanceof AlreadyIndexingError)) throw cause;
      if (!isTold) process.stderr.write('The articles are being indexed already: waiting for that to end.\n');
      await setTimeout(LOOK_AGAIN);
    }
  }
}

await run(async () => {
  const progress = progressDisplay();
  const options = { onProgress: progress.show, indexThreads: availableParallelism() };
  const verbatim = await openVerbatim(loadConfig(), options).finally(progress.end);
  try {
    if (rollBack) {
      const report = await inTurn(() => verbatim.rollBack());
      process.stdout.write(`${json ? JSON.stringify(report) : renderRollBack(report)}\n`);
      return;
    }
    const mode = full ? 'everything' : 'changed';
    const report = await inTurn(() => verbatim.reindex(mode, progress.show)).finally(progress.end);
    process.stdout.write(`${json ? JSON.stringify(report) : renderReport(report)}\n`);
  } finally {
    await verbatim.close();
  }
});
