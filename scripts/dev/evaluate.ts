import { Command } from 'commander';
import { loadConfig } from '../../src/config/config.js';
import { wholeNumber } from '../../src/terminal/options.js';
import { printable } from '../../src/terminal/printable.js';
import { run } from '../../src/terminal/run.js';
import { type Evaluated, type EvaluationPlan, evaluate } from '../../tools/evaluation/measuring/evaluate.js';
import { markdownReport } from '../../tools/evaluation/reporting/report.js';
import { writeReports } from '../../tools/evaluation/reporting/write-reports.js';

const command = new Command('evaluate')
  .description(
    'Measures answers on question sets and compares them with BM25 alone, dense alone and both fused by rank in the same run.',
  )
  .usage('-- [options] <file...>')
  .argument(
    '<file...>',
    'question sets in SQuAD format, or over ARTICLES_DIR in the format of the golden set or as lines of JSON (.jsonl)',
  )
  .option('--sample <count>', 'ask this many questions of each set, chosen by the seed', wholeNumber)
  .option('--seed <number>', 'seed of the sample', wholeNumber, 1)
  .option('--out <folder>', 'write report.json, report.md and plots to this folder')
  .parse();
const { out, ...plan } = command.opts<EvaluationPlan & { out?: string }>();

await run(async () => {
  const config = loadConfig();
  const evaluated: Evaluated[] = [];
  for (const file of command.args) {
    const each = await evaluate(config, file, plan, (line) => process.stderr.write(printable(`${line}\n`)));
    process.stdout.write(`\n${markdownReport(each.name, each.result)}`);
    evaluated.push(each);
  }
  if (out) await writeReports(out, evaluated);
});
