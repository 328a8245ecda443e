import { Command } from 'commander';
import { openCorpus } from '../../src/calibration/corpus.js';
import { type QuestionSet, sample } from '../../src/calibration/question-set.js';
import { readQuestionSet } from '../../src/calibration/read-question-set.js';
import { loadConfig } from '../../src/config/config.js';
import type { Generation } from '../../src/library/generations/generation.js';
import { UserError } from '../../src/runtime/errors.js';
import { wholeNumber } from '../../src/terminal/options.js';
import { progressDisplay } from '../../src/terminal/progress.js';
import { run } from '../../src/terminal/run.js';
import { openScaled } from '../../tools/evaluation/scaled-corpus.js';
import { quantile, type Times, timesOf } from '../../tools/evaluation/timing.js';

const command = new Command('scale')
  .description("Times questions over a question set's articles, and over many made-up variants of them, side by side.")
  .usage('-- [options] <file...>')
  .argument('<file...>', 'question sets in SQuAD format')
  .option('--passages <count>', 'passages of the large index', wholeNumber, 100_000)
  .option('--questions <count>', 'questions to ask of both, chosen by the seed', wholeNumber, 200)
  .option('--seed <number>', 'what chooses them', wholeNumber, 1)
  .parse();
const options = command.opts<{ passages: number; questions: number; seed: number }>();

/** Questions asked before any is timed. */
const WARM_UP = 10;

const ROWS: readonly (readonly [string, (times: Times) => number])[] = [
  ['embedding the question', ({ embedding }) => embedding],
  ['HNSW', ({ byMeaning }) => byMeaning],
  ['BM25 over passages', ({ byPassageWords }) => byPassageWords],
  ['BM25 over sentences', ({ bySentenceWords }) => bySentenceWords],
  ['retrieval, whole', ({ retrieval }) => retrieval],
  ['answer without the reader', ({ withoutReader }) => withoutReader],
  ['… more than retrieval', ({ withoutReader, retrieval }) => withoutReader - retrieval],
  ['answer with the reader', ({ withReader }) => withReader],
  ['… more than retrieval', ({ withReader, retrieval }) => withReader - retrieval],
];

await run(async () => {
  const config = loadConfig();
  const set = joined(await Promise.all(command.args.map(readQuestionSet)));
  const questions = sample(set.questions, options.questions + WARM_UP, options.seed).map(({ question }) => question);
  const progress = progressDisplay();
  const parts = await openCorpus(config, set, progress.show).finally(progress.end);
  try {
    const building = progressDisplay();
    const large = await openScaled(config, set, parts, options.passages, building.show).finally(building.end);
    const times: [Times[], Times[]] = [[], []];
    const sizes = await parts.library.use((small) =>
      large.use(async (big) => {
        const generations: readonly [Generation, Generation] = [small, big];
        for (const [turn, question] of questions.entries()) {
          for (const [at, generation] of generations.entries()) {
            const measured = await timesOf(question, generation, parts, turn);
            if (turn >= WARM_UP) times[at]?.push(measured);
          }
        }
        return generations.map(({ manifest }) => manifest.counts.passages.toLocaleString('en'));
      }),
    );
    large.close();
    process.stdout.write(table(sizes, times));
  } finally {
    await parts.close();
  }
});

/** The sets as one, its article ids kept apart. */
function joined(sets: readonly QuestionSet[]): QuestionSet {
  const [only] = sets;
  if (sets.some(({ articles }) => !articles)) {
    throw new UserError('The articles to multiply come with a set in SQuAD format; the golden format names a folder.');
  }
  if (only && sets.length === 1) return only;
  return {
    questions: sets.flatMap(({ questions }) => questions),
    misplaced: sets.flatMap(({ misplaced }) => misplaced),
    articles: sets.flatMap(({ articles }, at) => articles?.map(({ id, text }) => ({ id: `${at}-${id}`, text })) ?? []),
  };
}

function table(sizes: readonly string[], times: readonly (readonly Times[])[]): string {
  const head = ['ms a question', ...sizes.flatMap((size) => [`${size} passages, median`, '90th percentile'])];
  const rows = ROWS.map(([name, value]) => [
    name,
    ...times.flatMap((each) => [0.5, 0.9].map((share) => quantile(share, each.map(value)).toFixed(1))),
  ]);
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}
