import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { CONFIDENCE_FEATURES, READING_CONFIDENCE_FEATURES } from '../src/answer/confidence-features.js';
import type { Thresholds } from '../src/answer/decide.js';
import { FEATURES, READING_FEATURES } from '../src/answer/features.js';
import { analyseQuestion } from '../src/answer/question/analyse.js';
import { rank } from '../src/answer/rank.js';
import { retrieveSentences } from '../src/answer/ranking.js';
import { readBest } from '../src/answer/read.js';
import { type RankingWeights, WEIGHTS_FILE } from '../src/answer/weights.js';
import { openCorpus } from '../src/bench/corpus.js';
import { type Example, fitConfidenceWeights, fitRankingWeights, mapExample } from '../src/bench/fit-weights.js';
import { isHeldOut } from '../src/bench/held-out.js';
import { judgeOver } from '../src/bench/judge.js';
import type { Claim } from '../src/bench/metrics.js';
import { nearMiss } from '../src/bench/near-miss.js';
import { type BenchQuestion, type QuestionSet, readQuestionSet, sample } from '../src/bench/question-set.js';
import { chooseThresholds, crossClaims } from '../src/bench/thresholds.js';
import { loadConfig } from '../src/config.js';
import { fromProjectRoot } from '../src/project.js';
import { openReader } from '../src/reader/thread-reader.js';
import { run } from '../src/terminal/run.js';

const command = new Command('fit-ranking')
  .description('Learns the weights of the ranking and of its confidence, and writes them to models/ranking.json.')
  .argument('<file...>', 'question sets in SQuAD format; never those that results are reported on')
  .option('--sample <count>', 'questions of each set', '3000')
  .option('--seed <number>', 'what chooses them', '7')
  .parse();
const options = command.opts<{ sample: string; seed: string }>();

await run(async () => {
  const examples: Example[] = [];
  // On paragraphs that the reader knows from its own fitting it is surer than it will ever be again.
  const unread: Example[] = [];
  for (const file of command.args) {
    const set = await readQuestionSet(file);
    const { sample: size, seed } = options;
    const isNew = ({ gold }: BenchQuestion) => isHeldOut(Number(gold[0]?.articleId.slice(1)));
    const [heldOut, other] = [set.questions.filter(isNew), set.questions.filter((each) => !isNew(each))];
    examples.push(...(await collect(file, set, sample(other, Number(size), Number(seed)))));
    unread.push(...(await collect(file, set, heldOut)));
  }
  process.stderr.write(`Fitting on ${examples.length} questions, with the reader on ${unread.length} more\n`);
  const ranking = fitRankingWeights(examples, FEATURES);
  const confidence = fitConfidenceWeights(examples, ranking, CONFIDENCE_FEATURES);

  const reader = await openReader();
  const read: Example[] = [];
  for (const example of unread) {
    read.push(
      await mapExample(example, (sentences) =>
        readBest(analyseQuestion(example.question), rank(sentences, ranking), reader),
      ),
    );
    if (read.length % 250 === 0) process.stderr.write(`${read.length} of ${unread.length} questions read\n`);
  }
  await reader.close();
  const allFeatures = [...FEATURES, ...READING_FEATURES];
  const allConfidenceFeatures = [...CONFIDENCE_FEATURES, ...READING_CONFIDENCE_FEATURES];
  const readingRanking = fitRankingWeights(read, allFeatures);
  const readingConfidence = fitConfidenceWeights(read, readingRanking, allConfidenceFeatures);

  const result = {
    fitted: {
      command: `npm run fit-ranking -- --sample ${options.sample} --seed ${options.seed} <sets>`,
      sets: command.args.map((file) => path.basename(file)),
      questions: examples.length,
      heldOutQuestions: unread.length,
      note: 'Ranking: listwise softmax. Confidence: a logistic regression of whether the answer is there, each question asked with its article, without it, and with a name exchanged, scaled to how often the first sentence is right. Thresholds: at most one answer in five wrong, and below the lower one fewer than one first sentence in a hundred right, on what other folds claim.',
    },
    retrieval: {
      ranking,
      confidence,
      thresholds: thresholdsOf('retrieval', crossClaims(examples, FEATURES, CONFIDENCE_FEATURES)),
    },
    reading: {
      ranking: readingRanking,
      confidence: readingConfidence,
      thresholds: thresholdsOf('reading', crossClaims(read, allFeatures, allConfidenceFeatures)),
    },
  } as RankingWeights;
  await writeFile(fromProjectRoot(WEIGHTS_FILE), `${JSON.stringify(result, null, 2)}\n`);
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
});

function thresholdsOf(name: string, claims: readonly Claim[]): Thresholds {
  const { at, ...thresholds } = chooseThresholds(claims);
  const percent = (share = 0) => `${(100 * share).toFixed(1)} %`;
  process.stderr.write(
    `${name}: answers from ${thresholds.answered} on (${percent(at?.coverage)} of questions, ${percent(at?.risk)} of these wrong), ` +
      `shows nothing below ${thresholds.closest}\n`,
  );
  return thresholds;
}

async function collect(file: string, set: QuestionSet, questions: readonly BenchQuestion[]): Promise<Example[]> {
  const parts = await openCorpus(loadConfig(), set, () => {});
  try {
    return await parts.library.use(async (generation) => {
      const isRight = judgeOver(generation, set);
      const examples: Example[] = [];
      // By its text, as a set may come twice, with other words in its questions.
      const texts = new Map(set.articles?.map((article) => [article.id, article.text]));
      const names = set.questions.map((each) => each.question);
      for (const question of questions) {
        const { question: text, gold } = question;
        const paragraph = texts.get(gold[0]?.articleId ?? '') ?? file;
        const asked = analyseQuestion(text, generation.store);
        const candidates = await retrieveSentences(asked, generation, parts);
        const right = new Set(candidates.flatMap(({ sentence }) => (isRight(question, sentence) ? [sentence.id] : [])));
        const without = await retrieveSentences(asked, generation, parts, { without: gold[0]?.articleId ?? '' });
        const terms = asked.terms.length;
        examples.push({ question: text, paragraph, terms, candidates, right, without });
        const missed = nearMiss(text, names);
        if (!missed) continue;
        const askedOfOther = analyseQuestion(missed, generation.store);
        const near = await retrieveSentences(askedOfOther, generation, parts);
        examples.push({
          question: missed,
          paragraph,
          terms: askedOfOther.terms.length,
          candidates: [],
          right: new Set(),
          without: near,
        });
        if (examples.length % 500 === 0) process.stderr.write(`${path.basename(file)}: ${examples.length} questions\n`);
      }
      return examples;
    });
  } finally {
    await parts.close();
  }
}
