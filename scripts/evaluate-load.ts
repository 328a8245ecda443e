import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { measureLoad, QUESTIONS } from '../src/bench/load.js';
import { loadConfig } from '../src/config.js';
import { run } from '../src/terminal/run.js';

const command = new Command('evaluate:load')
  .description(
    'Measures how soon the bot acknowledges questions while it reads its articles anew, and how many it answers.',
  )
  .usage('-- [options]')
  .option('--rate <number>', 'questions a second', '50')
  .option('--seconds <number>', 'for how long', '30')
  .option('--patience <number>', 'seconds to wait for answers afterwards', '240')
  .parse();
const { rate, seconds, patience } = command.opts<{ rate: string; seconds: string; patience: string }>();

await run(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'verbatim-load-'));
  try {
    const plan = {
      questions: QUESTIONS,
      rate: Number(rate),
      seconds: Number(seconds),
      patience: Number(patience) * 1_000,
    };
    const report = await measureLoad(loadConfig(), folder, plan);
    const { offered, acknowledged, median, p99, longest, answeredMeanwhile, answered, indexRuns, violations } = report;
    const lines = [
      `${offered} questions, ${rate} a second for ${seconds} s; ${indexRuns} index runs ended meanwhile`,
      `acknowledged ${acknowledged}: median ${median} ms, 99th percentile ${p99} ms, longest ${longest} ms`,
      `answered ${answeredMeanwhile} by the last question, ${answered} within ${patience} s after it`,
      `${violations.length} requests that Discord would not have taken`,
      ...new Set(violations),
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
