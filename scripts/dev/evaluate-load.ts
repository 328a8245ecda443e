import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { loadConfig } from '../../src/config/config.js';
import { run } from '../../src/terminal/run.js';
import type { Footprint } from '../../tools/reliability/bot-process.js';
import { measureLoad, QUESTIONS, type Waits } from '../../tools/reliability/load/load.js';

const command = new Command('evaluate:load')
  .description(
    'Measures how soon the bot acknowledges questions while it reads its articles anew, and how many it answers, refuses and loses.',
  )
  .usage('-- [options]')
  .option('--rate <number>', 'questions a second', '50')
  .option('--seconds <number>', 'for how long', '30')
  .option('--patience <number>', 'seconds to wait for answers afterwards', '240')
  .option('--no-reindex', 'leave the articles alone meanwhile')
  .option('--leave-after <seconds>', 'tell the bot to leave (SIGTERM) in the middle of it')
  .parse();
type Given = { rate: string; seconds: string; patience: string; reindex: boolean; leaveAfter?: string };
const { rate, seconds, patience, reindex, leaveAfter } = command.opts<Given>();

/** Faults that are shown, and characters of each. */
const MOST_SHOWN = 10;
const LONGEST_SHOWN = 300;

const waits = ({ median, p90, p99, longest }: Waits) =>
  `median ${median} ms, 90 % within ${p90} ms, 99 % within ${p99} ms, longest ${longest} ms`;
const megabytes = (footprint: Footprint | undefined) =>
  footprint ? `${Math.round(footprint.memory / 1_000_000)} MB` : 'unknown';

await run(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'verbatim-load-'));
  try {
    const plan = {
      questions: QUESTIONS,
      rate: Number(rate),
      seconds: Number(seconds),
      patience: Number(patience) * 1_000,
      reindex,
      ...(leaveAfter !== undefined && { leaveAfter: Number(leaveAfter) }),
    };
    const report = await measureLoad(loadConfig(), folder, plan);
    const { memory, violations, faults } = report;
    const lines = [
      `${report.offered} questions, ${rate} a second for ${seconds} s; ${report.indexRuns} index runs ended meanwhile`,
      `acknowledged ${report.acknowledged}: ${waits(report.acknowledgements)}`,
      `answered ${report.answered}, ${report.answeredMeanwhile} of them by the last question: ${waits(report.answers)}`,
      `refused ${report.refused}, lost ${report.lost}, not acknowledged ${report.unacknowledged}; at most ${report.queue} waited`,
      `resident memory ${megabytes(memory[0])} before, ${megabytes(memory[1])} at most, ${megabytes(memory[2])} after`,
      `left with ${report.exitCode}; ${faults.length} faults in the log, ${violations.length} requests that Discord would not have taken`,
      ...[...new Set([...violations, ...faults])].slice(0, MOST_SHOWN).map((each) => each.slice(0, LONGEST_SHOWN)),
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
