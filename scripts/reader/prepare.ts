import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { Command } from 'commander';
import { analyseQuestion } from '../../src/answer/question/analyse.js';
import { rank } from '../../src/answer/rank.js';
import { retrieveSentences } from '../../src/answer/ranking.js';
import { weights } from '../../src/answer/weights.js';
import { openCorpus } from '../../src/bench/corpus.js';
import { isHeldOut } from '../../src/bench/held-out.js';
import { nearMiss } from '../../src/bench/near-miss.js';
import { readQuestionSet, sample } from '../../src/bench/question-set.js';
import { loadConfig } from '../../src/config.js';
import { loadVocabulary } from '../../src/reader/files.js';
import { WordPiece } from '../../src/reader/wordpiece.js';
import { progressDisplay } from '../../src/terminal/progress.js';
import { run } from '../../src/terminal/run.js';
import { exampleOf, goldIn, passagesOf } from './examples.js';

// Writes what train.py learns from, a JSON line a question: the passages that the project's own ranking puts forward for it,
// as token numbers, and where in them the answers are; the first holds the answer, the others don't.
//   node dist/scripts/reader/prepare.js --out examples.jsonl squadshifts-reddit.json squadshifts-amazon.json

/** Passages without the answer that are written for a question, the ranking's best first. */
const NEGATIVES = 6;

const command = new Command('prepare')
  .requiredOption('--out <file>', 'where to write the examples')
  .option('--sample <count>', 'questions of each set', Number, Number.POSITIVE_INFINITY)
  .option('--seed <number>', 'what chooses and orders them', Number, 1)
  .argument('<sets...>', 'SQuAD-format files to fit on')
  .parse();
const { out, seed, sample: size } = command.opts<{ out: string; seed: number; sample: number }>();

await run(async () => {
  const tokenizer = new WordPiece(await loadVocabulary());
  const output = createWriteStream(out);
  let [written, lost] = [0, 0];
  for (const [number, file] of command.args.entries()) {
    const set = await readQuestionSet(file);
    const progress = progressDisplay();
    const parts = await openCorpus(loadConfig(), set, progress.show).finally(progress.end);
    const contexts = new Map(set.articles?.map(({ id, text }) => [id, text]));
    const questions = set.questions.map((each) => each.question);
    await parts.library.use(async (generation) => {
      for (const { id, question, gold } of sample(set.questions, size, seed)) {
        const [first] = gold;
        // Cleaning that moved offsets would make the gold answers point elsewhere.
        if (!first || generation.store.article(first.articleId)?.text !== contexts.get(first.articleId)) {
          lost++;
          continue;
        }
        const answers = gold.flatMap((each) => ('quote' in each ? [] : [each]));
        const said = answers.map(
          ({ start, end }) => contexts.get(first.articleId)?.slice(start, end).toLowerCase() ?? '',
        );
        const ranked = rank(
          await retrieveSentences(analyseQuestion(question, generation.store), generation, parts),
          weights().retrieval.ranking,
        );
        const passages = passagesOf(ranked);
        const holding = passages.find((passage) => goldIn(passage, answers).length > 0);
        const positive = holding && exampleOf(tokenizer, question, holding, goldIn(holding, answers));
        if (!positive) {
          lost++;
          continue;
        }
        const negatives = passages
          .filter(({ text }) => !said.some((each) => text.toLowerCase().includes(each)))
          .slice(0, NEGATIVES)
          .flatMap((passage) => exampleOf(tokenizer, question, passage, []) ?? []);
        const missed = nearMiss(question, questions);
        const near = missed && exampleOf(tokenizer, missed, holding, []);
        const dev = isHeldOut(Number(first.articleId.slice(1)));
        output.write(`${JSON.stringify({ set: number, id, dev, passages: [positive, ...negatives], near })}\n`);
        written++;
        if (written % 1000 === 0) process.stderr.write(`${written} questions\n`);
      }
    });
    await parts.close();
  }
  output.end();
  await finished(output);
  process.stderr.write(`${written} questions written, ${lost} left out\n`);
});
