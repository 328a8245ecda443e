import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { openCorpus } from '../../src/calibration/corpus.js';
import { answersNotHeld, sample } from '../../src/calibration/question-set.js';
import { readQuestionSet } from '../../src/calibration/read-question-set.js';
import { loadConfig } from '../../src/config/config.js';
import { wholeNumber } from '../../src/terminal/options.js';
import { printable } from '../../src/terminal/printable.js';
import { progressDisplay } from '../../src/terminal/progress.js';
import { run } from '../../src/terminal/run.js';
import { drawn, reliabilityPlot, riskCoveragePlot } from '../../tools/evaluation/plots.js';
import { markdownReport } from '../../tools/evaluation/report.js';
import { type BenchResult, runBench } from '../../tools/evaluation/run.js';

const command = new Command('evaluate')
  .description(
    'Measures answers on question sets, beside BM25 alone, dense alone and both fused by rank in the same run.',
  )
  .usage('-- [options] <file...>')
  .argument(
    '<file...>',
    'question sets in SQuAD format, or over ARTICLES_DIR in the format of the golden set or as lines of JSON (.jsonl)',
  )
  .option('--sample <count>', 'ask this many questions of each set, chosen by the seed', wholeNumber)
  .option('--seed <number>', 'what chooses the sample', wholeNumber, 1)
  .option('--out <folder>', 'write report.json, report.md and plots there')
  .parse();
const options = command.opts<{ sample?: number; seed: number; out?: string }>();

await run(async () => {
  const config = loadConfig();
  const results: Record<string, unknown> = {};
  const plots: Record<string, string> = {};
  let report = '';
  for (const file of command.args) {
    const set = await readQuestionSet(file);
    const questions = options.sample ? sample(set.questions, options.sample, options.seed) : set.questions;
    const progress = progressDisplay();
    const parts = await openCorpus(config, set, progress.show).finally(progress.end);
    try {
      const result = await parts.library.use((generation) => {
        for (const wrong of [...set.misplaced, ...answersNotHeld(set, generation)])
          process.stderr.write(printable(`! ${path.basename(file)}, ${wrong}, so it is never right\n`));
        return runBench(parts, generation, set, questions, (done) => {
          if (done % 50 === 0)
            process.stderr.write(`${path.basename(file)}: ${done} of ${questions.length} questions\n`);
        });
      });
      const name = path.parse(file).name;
      results[name] = { ...result, sample: options.sample ?? 'all', seed: options.seed };
      const section = markdownReport(name, result);
      process.stdout.write(`\n${section}`);
      report += `${section}\n`;
      // One set's plots have plain names; with several, each set's have its own.
      const prefix = command.args.length > 1 ? `${name}-` : '';
      if (options.out) Object.assign(plots, await plotsOf(name, result, prefix));
    } finally {
      await parts.close();
    }
  }
  if (options.out) {
    await mkdir(options.out, { recursive: true });
    await writeFile(path.join(options.out, 'report.json'), `${JSON.stringify(results, null, 2)}\n`);
    await writeFile(path.join(options.out, 'report.md'), report);
    for (const [plot, svg] of Object.entries(plots)) await writeFile(path.join(options.out, plot), svg);
  }
});

async function plotsOf(name: string, result: BenchResult, prefix: string): Promise<Record<string, string>> {
  return {
    [`${prefix}reliability.svg`]: await drawn(reliabilityPlot(name, result)),
    [`${prefix}risk-coverage.svg`]: await drawn(riskCoveragePlot(name, result)),
  };
}
