import { Command } from 'commander';
import { readQuestionSet } from '../../src/calibration/read-question-set.js';
import { loadConfig } from '../../src/config/config.js';
import { wholeNumber } from '../../src/terminal/options.js';
import { run } from '../../src/terminal/run.js';
import { joined } from '../../tools/evaluation/corpora/joined.js';
import { type ScalePlan, timeAtScale } from '../../tools/evaluation/measuring/time-at-scale.js';
import { scaleTable } from '../../tools/evaluation/reporting/scale-table.js';

const command = new Command('scale')
  .description(
    "Compares the time of questions over a question set's articles and over many generated variants of them.",
  )
  .usage('-- [options] <file...>')
  .argument('<file...>', 'question sets in SQuAD format')
  .option('--passages <count>', 'passages of the large index', wholeNumber, 100_000)
  .option('--questions <count>', 'questions to ask of both indexes, chosen by the seed', wholeNumber, 200)
  .option('--seed <number>', 'seed of the sample', wholeNumber, 1)
  .parse();

await run(async () => {
  const set = joined(await Promise.all(command.args.map(readQuestionSet)));
  process.stdout.write(scaleTable(await timeAtScale(loadConfig(), set, command.opts<ScalePlan>())));
});
