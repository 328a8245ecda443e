import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { WEIGHTS_FILE } from '../../src/answer/ranking/weights.js';
import { loadConfig } from '../../src/config/config.js';
import { fromProjectRoot } from '../../src/runtime/project.js';
import { run } from '../../src/terminal/run.js';
import { learnRanking } from '../../tools/evaluation/fitting/learn-ranking.js';

const command = new Command('fit-ranking')
  .description('Fits the weights of the ranking and of its confidence, and writes them to models/ranking.json.')
  .argument(
    '<file...>',
    'question sets in SQuAD format; never those that results are reported on, or that readers were trained on',
  )
  .option('--sample <count>', 'questions of each set', '3000')
  .option('--seed <number>', 'seed of the sample', '7')
  .option('--cache <folder>', 'file that caches the readers’ results for the next fitting', 'embeddings/fit')
  .parse();
const { sample, seed, cache } = command.opts<{ sample: string; seed: string; cache: string }>();

await run(async () => {
  const plan = { files: command.args, sample: Number(sample), seed: Number(seed), cache };
  const weights = await learnRanking(loadConfig(), plan, (line) => process.stderr.write(`${line}\n`));
  const text = `${JSON.stringify(weights, null, 2)}\n`;
  await writeFile(fromProjectRoot(WEIGHTS_FILE), text);
  process.stdout.write(text);
});
