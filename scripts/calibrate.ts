import path from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { removeThresholds, writeThresholds } from '../src/answer/ranking/own-thresholds.js';
import { calibrateOn } from '../src/calibration/calibrate-on.js';
import { loadConfig } from '../src/config/config.js';
import { UserError } from '../src/runtime/errors.js';
import { progressDisplay } from '../src/terminal/progress.js';
import { run } from '../src/terminal/run.js';

const command = new Command('calibrate')
  .description(
    'Fits the confidence thresholds (answered, and shown at all) to your own questions over your own articles.',
  )
  .usage('-- [options] <file>')
  .argument(
    '[file]',
    'lines of JSON {"question", "answers": [{"article", "quote"}]} (.jsonl), or SQuAD 2.0, which brings its own articles',
  )
  .option('--error <share>', 'how many of the answers may be wrong, such as 5%', share, 0.05)
  .option('--dry-run', 'only report; do not change the thresholds')
  .option('--reset', 'return to the default thresholds')
  .parse();
const { error, dryRun, reset } = command.opts<{ error: number; dryRun?: true; reset?: true }>();
const [file] = command.args;

await run(async () => {
  const config = loadConfig();
  if (Boolean(reset) === Boolean(file)) throw new UserError('Give either a file of questions, or --reset.');
  if (reset || !file) {
    await removeThresholds(config.dataDir);
    process.stdout.write("The default thresholds take effect at the bot's next start.\n");
    return;
  }
  const progress = progressDisplay();
  const { fitted, questions, fingerprint, report } = await calibrateOn(config, file, error, {
    onProgress: progress.show,
    onOpened: progress.end,
    onQuestion(done, total) {
      if (done % 50 === 0) process.stderr.write(`${path.basename(file)}: ${done} of ${total} questions\n`);
    },
  });
  process.stdout.write(report);
  if (dryRun) return;
  const fittedAt = new Date().toISOString();
  const written = await writeThresholds(config.dataDir, {
    ...fitted,
    ...{ error, questions, fittedAt, fittedFor: fingerprint },
  });
  process.stdout.write(`Written to ${written}. They take effect at the bot's next start; --reset removes them.\n`);
});

/** Parses 5%, 5 % or 0.05. @throws InvalidArgumentError */
function share(text: string): number {
  const [, number, percent] = /^(\d{1,2}(?:\.\d+)?)\s*(%)?$/.exec(text.trim()) ?? [];
  const value = Number(number) / (percent ? 100 : 1);
  if (value > 0 && value <= 0.5) return value;
  throw new InvalidArgumentError('Give a share of at most one half, such as 5% or 0.05.');
}
