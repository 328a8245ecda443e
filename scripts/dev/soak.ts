import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { loadConfig } from '../../src/config/config.js';
import { run } from '../../src/terminal/run.js';
import { QUESTIONS } from '../../tools/reliability/load/load.js';
import { HEAD, renderRow, renderVerdict } from '../../tools/reliability/soak/report.js';
import { soak } from '../../tools/reliability/soak/soak.js';
import { growth, verdict } from '../../tools/reliability/soak/verdict.js';

const command = new Command('soak')
  .description(
    'Simulates a week of use in an hour, with connection failures of every kind, and checks that the bot stays stable.',
  )
  .usage('-- [options]')
  .option('--minutes <number>', 'for how long', '60')
  .option('--people <number>', 'people who are active all the time', '4')
  .option('--pause <number>', 'average milliseconds that each person pauses between two actions', '700')
  .option('--growth <percent>', 'how much resident memory may grow after a sixth of the run', '10')
  .option('--seed <number>', 'seed of the random actions', '1')
  .parse();
const given = command.opts<Record<'minutes' | 'people' | 'pause' | 'growth' | 'seed', string>>();
const say = (text: string) => process.stdout.write(`${text}\n`);

await run(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'verbatim-soak-'));
  const plan = {
    questions: QUESTIONS,
    minutes: Number(given.minutes),
    people: Number(given.people),
    pause: Number(given.pause),
    seed: Number(given.seed),
  };
  try {
    say(HEAD);
    const report = await soak(loadConfig(), folder, plan, (row) => say(renderRow(row)));
    const broken = verdict(report, { memory: Number(given.growth), files: 8, threads: 2, state: 2_000 });
    say(`resident memory grew by ${growth(report.rows).toFixed(1)} % after a sixth of the run`);
    say(renderVerdict(broken));
    process.exitCode = broken.length === 0 ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
