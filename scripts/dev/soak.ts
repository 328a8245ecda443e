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
    'Lets people use the bot for an hour as if it were a week, while the connection fails in every way, and tells whether it stayed what it was.',
  )
  .usage('-- [options]')
  .option('--minutes <number>', 'for how long', '60')
  .option('--people <number>', 'who do something all the time', '4')
  .option('--pause <number>', 'milliseconds that each pauses between two things, on the average', '700')
  .option('--growth <percent>', 'how much resident memory may grow after a sixth of the run', '10')
  .option('--seed <number>', 'what chooses who does what', '1')
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
