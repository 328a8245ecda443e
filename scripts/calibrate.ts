import path from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { thresholds } from '../src/answer/decide.js';
import { removeThresholds, writeThresholds } from '../src/answer/ranking/own-thresholds.js';
import { openParts } from '../src/app/wiring.js';
import { crossValidated, effectOf, fitThresholds, leastError } from '../src/calibration/calibrate.js';
import { openCorpus } from '../src/calibration/corpus.js';
import { readQuestionSet } from '../src/calibration/read-question-set.js';
import { checkCalibrating, collectReplies } from '../src/calibration/replies.js';
import { calibrationReport, inPercent } from '../src/calibration/report.js';
import { loadConfig } from '../src/config/config.js';
import { UserError } from '../src/runtime/errors.js';
import { progressDisplay } from '../src/terminal/progress.js';
import { run } from '../src/terminal/run.js';

const command = new Command('calibrate')
  .description(
    'Fits from when on something is called an answer, and shown, to your own questions over your own articles.',
  )
  .usage('-- [options] <file>')
  .argument(
    '[file]',
    'lines of JSON {"question", "answers": [{"article", "quote"}]} (.jsonl), or SQuAD 2.0 with articles of its own',
  )
  .option('--error <share>', 'how many of the answers may be wrong, such as 5%', share, 0.05)
  .option('--dry-run', 'only report; the thresholds stay as they are')
  .option('--reset', "go back to the project's own thresholds")
  .parse();
const { error, dryRun, reset } = command.opts<{ error: number; dryRun?: true; reset?: true }>();
const [file] = command.args;

await run(async () => {
  const config = loadConfig();
  if (Boolean(reset) === Boolean(file)) throw new UserError('Give either a file of questions, or --reset.');
  if (reset || !file) {
    await removeThresholds(config.dataDir);
    process.stdout.write("The project's own thresholds hold from the bot's next start.\n");
    return;
  }
  const set = await readQuestionSet(file);
  const name = path.basename(file);
  checkCalibrating(set, name);
  const progress = progressDisplay();
  const opening = set.articles
    ? openCorpus(config, set, progress.show)
    : openParts(config, { onProgress: progress.show });
  const parts = await opening.finally(progress.end);
  try {
    const replies = await parts.library.use((generation) =>
      collectReplies(parts, generation, set, name, (done) => {
        if (done % 50 === 0) process.stderr.write(`${name}: ${done} of ${set.questions.length} questions\n`);
      }),
    );
    const fitted = fitThresholds(replies, error);
    if (!fitted) {
      throw new UserError(
        `No confidence is enough for at most ${inPercent(error)} of the answers wrong: ${inPercent(leastError(replies))} are to be ` +
          `expected at the least. Ask for more with --error, or give more questions. The thresholds stay as they are.`,
      );
    }
    const before = thresholds(parts);
    const expected = crossValidated(replies, error);
    const effectBefore = effectOf(replies, before);
    process.stdout.write(calibrationReport(name, { error, fitted, expected, before, effectBefore }));
    if (dryRun) return;
    const written = await writeThresholds(config.dataDir, {
      ...fitted,
      ...{ error, questions: replies.length, fittedAt: new Date().toISOString() },
      fittedFor: await parts.fingerprint(),
    });
    process.stdout.write(`Written to ${written}. They hold from the bot's next start; --reset takes them back.\n`);
  } finally {
    await parts.close();
  }
});

/** 5%, 5 % or 0.05. @throws InvalidArgumentError */
function share(text: string): number {
  const [, number, percent] = /^(\d{1,2}(?:\.\d+)?)\s*(%)?$/.exec(text.trim()) ?? [];
  const value = Number(number) / (percent ? 100 : 1);
  if (value > 0 && value <= 0.5) return value;
  throw new InvalidArgumentError('Give a share of up to a half, such as 5% or 0.05.');
}
