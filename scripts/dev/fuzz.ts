import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { Command } from 'commander';
import { fromProjectRoot } from '../../src/runtime/project.js';
import { wholeNumber } from '../../src/terminal/options.js';
import { run } from '../../src/terminal/run.js';

/** The approximate number of inputs that `npm test` generates; the number requested here is a multiple of it. */
const USUAL = 140_000;

const command = new Command('fuzz')
  .description(
    'Tests parsers, search, cards and the bot with generated inputs: more than `npm test`, and different ones each time.',
  )
  .usage('-- [options]')
  .option('--inputs <number>', 'approximate number', wholeNumber, 1_000_000)
  .option('--seed <number>', 'repeat the inputs of an earlier run', wholeNumber)
  .parse();
const { inputs, seed = randomInt(1, 2 ** 31) } = command.opts<{ inputs: number; seed?: number }>();

await run(async () => {
  const times = Math.max(inputs / USUAL, 0.01);
  process.stdout.write(`Seed ${seed}: npm run fuzz -- --seed ${seed} --inputs ${inputs} repeats this run.\n`);
  const started = performance.now();
  const vitest = spawn(process.execPath, [fromProjectRoot('node_modules/vitest/vitest.mjs'), 'run', 'test/fuzz'], {
    cwd: fromProjectRoot('.'),
    env: { ...process.env, FC_SEED: String(seed), FUZZ_TIMES: String(times) },
    stdio: 'inherit',
  });
  const [code] = await once(vitest, 'exit');
  process.stdout.write(`Seed ${seed}, ${Math.round((performance.now() - started) / 1_000)} s.\n`);
  process.exitCode = Number(code ?? 1);
});
