import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { loadConfig } from '../../src/config/config.js';
import { run } from '../../src/terminal/run.js';
import { measureLoad, QUESTIONS } from '../../tools/reliability/load/load.js';
import { renderLoad } from '../../tools/reliability/load/report.js';

const command = new Command('evaluate:load')
  .description(
    'Measures how fast the bot acknowledges questions during index runs, and how many it answers, refuses and loses.',
  )
  .usage('-- [options]')
  .option('--rate <number>', 'questions per second', '50')
  .option('--seconds <number>', 'for how long', '30')
  .option('--patience <number>', 'seconds to wait for answers afterwards', '240')
  .option('--no-reindex', 'do not index meanwhile')
  .option('--leave-after <seconds>', 'stop the bot (SIGTERM) after this time')
  .parse();
type Given = { rate: string; seconds: string; patience: string; reindex: boolean; leaveAfter?: string };
const { rate, seconds, patience, reindex, leaveAfter } = command.opts<Given>();

await run(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'verbatim-load-'));
  const plan = {
    questions: QUESTIONS,
    rate: Number(rate),
    seconds: Number(seconds),
    patience: Number(patience) * 1_000,
    reindex,
    ...(leaveAfter !== undefined && { leaveAfter: Number(leaveAfter) }),
  };
  try {
    process.stdout.write(`${renderLoad(await measureLoad(loadConfig(), folder, plan), plan)}\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
