import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { loadConfig } from '../../src/config/config.js';
import { run } from '../../src/terminal/run.js';
import { QUESTIONS } from '../../tools/reliability/load/load.js';
import { type Row, soak } from '../../tools/reliability/soak/soak.js';
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

const MB = 1_000_000;
const MOST_SHOWN = 40;
const HEAD = 'minute  asked answered refused  reindexes troubles  ack p99    memory  files threads   state   index';

function line({ footprint, ...row }: Row): string {
  const cells: readonly (readonly [string, number])[] = [
    [row.minutes.toFixed(1), 6],
    [String(row.asked), 7],
    [String(row.answered), 9],
    [String(row.refused), 8],
    [String(row.reindexes), 11],
    [String(row.troubles), 9],
    [`${row.acknowledged} ms`, 9],
    [`${((footprint?.memory ?? Number.NaN) / MB).toFixed(0)} MB`, 10],
    [String(footprint?.files ?? '?'), 7],
    [String(footprint?.threads ?? '?'), 8],
    [`${(row.state / MB).toFixed(1)} MB`, 8],
    [`${(row.index / MB).toFixed(1)} MB`, 8],
  ];
  return cells.map(([text, width]) => text.padStart(width)).join('');
}

await run(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'verbatim-soak-'));
  try {
    const plan = {
      questions: QUESTIONS,
      minutes: Number(given.minutes),
      people: Number(given.people),
      pause: Number(given.pause),
      seed: Number(given.seed),
    };
    process.stdout.write(`${HEAD}\n`);
    const report = await soak(loadConfig(), folder, plan, (row) => process.stdout.write(`${line(row)}\n`));
    const broken = verdict(report, { memory: Number(given.growth), files: 8, threads: 2, state: 2_000 });
    const counted = [...new Set(broken)].slice(0, MOST_SHOWN).map((each) => `  - ${each.slice(0, 400)}`);
    process.stdout.write(`resident memory grew by ${growth(report.rows).toFixed(1)} % after a sixth of the run\n`);
    if (broken.length === 0) process.stdout.write('passed: nothing lost, nothing twice, no fault in the log\n');
    else process.stdout.write(`failed, for ${broken.length} reasons:\n${counted.join('\n')}\n`);
    process.exitCode = broken.length === 0 ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
