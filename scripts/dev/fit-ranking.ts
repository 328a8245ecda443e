import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { READ } from '../../src/answer/rank-sentences.js';
import { rank } from '../../src/answer/ranking/rank.js';
import type { RankedSentence } from '../../src/answer/ranking/ranked-sentence.js';
import { readInOrder } from '../../src/answer/ranking/read.js';
import { unreadChance } from '../../src/answer/ranking/sure.js';
import { MODE_FEATURES, type Mode, type RankingWeights, WEIGHTS_FILE } from '../../src/answer/ranking/weights.js';
import type { Parts } from '../../src/app/wiring.js';
import { openCorpus } from '../../src/calibration/corpus.js';
import { judgeOver } from '../../src/calibration/judge.js';
import { type BenchQuestion, type QuestionSet, sample } from '../../src/calibration/question-set.js';
import { readQuestionSet } from '../../src/calibration/read-question-set.js';
import { loadConfig } from '../../src/config/config.js';
import { openReader } from '../../src/reader/thread-reader.js';
import { fromProjectRoot } from '../../src/runtime/project.js';
import type { FusionWeights } from '../../src/search/retrieval/retrieve.js';
import { run } from '../../src/terminal/run.js';
import { cachedReader } from '../../tools/evaluation/cached-reader.js';
import { exampleOf, listsOf } from '../../tools/evaluation/collect.js';
import {
  type Example,
  fitConfidenceWeights,
  fitFusionWeights,
  fitRankingWeights,
  mapExamples,
} from '../../tools/evaluation/fit-weights.js';
import { riskCoverage } from '../../tools/evaluation/metrics.js';
import { chooseThresholds, chooseUnread, crossClaims, rightFirst } from '../../tools/evaluation/thresholds.js';

const command = new Command('fit-ranking')
  .description('Learns the weights of the ranking and of its confidence, and writes them to models/ranking.json.')
  .argument(
    '<file...>',
    'question sets in SQuAD format; never those that results are reported on, nor what readers saw',
  )
  .option('--sample <count>', 'questions of each set', '3000')
  .option('--seed <number>', 'what chooses them', '7')
  .option(
    '--cache <folder>',
    'where what the readers make of each passage is kept for the next fitting',
    'embeddings/fit',
  )
  .parse();
const options = command.opts<{ sample: string; seed: string; cache: string }>();

await run(async () => {
  const sets = await openSets();
  const fusion = fitFusionWeights((await overAll(sets, listsIn)).flat());
  tell(`fusion: ${JSON.stringify(fusion)}`);
  const found = (await overAll(sets, (each) => examplesIn(each, fusion))).flat();
  for (const { parts } of sets) await parts.close();
  tell(`fitting on ${found.length} questions`);
  const retrieval = fitMode('retrieval', found);

  const reader = await openCached();
  const byRetrieval = (sentences: readonly RankedSentence[]) => rank(sentences, retrieval.ranking);
  const all = { most: READ.most, batch: READ.most };
  const read = await mapExamples(
    found,
    async (question, each) => (await readInOrder(question, byRetrieval(each), reader, all)).sentences,
    progress('read by the small reader', found.length),
  );
  const whole = fitRankingWeights(read, MODE_FEATURES.reading.ranking);
  const readUntil = (unread: number) =>
    mapExamples(found, async (question, each) => {
      const retrieved = byRetrieval(each);
      const isEnough = (sofar: readonly RankedSentence[]) => unreadChance(retrieved, rank(sofar, whole)) < unread;
      return (await readInOrder(question, retrieved, reader, { ...READ, isEnough })).sentences;
    });
  const unread = await chooseUnread(whole, readUntil, tell);
  const reading = { ...fitMode('reading', await readUntil(unread)), unread };

  await reader.close();

  const fitted = {
    command: `npm run fit-ranking -- --sample ${options.sample} --seed ${options.seed} <sets>`,
    sets: command.args.map((file) => path.basename(file)),
    questions: found.length,
    note: 'Fusion and ranking: listwise softmax. Confidence: a logistic regression of whether the answer is there, scaled to how often the first sentence is right. Thresholds, on what other folds claim: at most fifteen answers in a hundred are wrong; below the lower one fewer than one first sentence in a hundred is right.',
  };
  const result: RankingWeights = { fitted, fusion, retrieval, reading };
  await writeFile(fromProjectRoot(WEIGHTS_FILE), `${JSON.stringify(result, null, 2)}\n`);
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
});

interface OpenSet {
  readonly file: string;
  readonly set: QuestionSet;
  readonly questions: readonly BenchQuestion[];
  readonly parts: Parts;
}

async function openSets(): Promise<OpenSet[]> {
  const sets: OpenSet[] = [];
  for (const file of command.args) {
    const set = await readQuestionSet(file);
    const parts = await openCorpus({ ...loadConfig(), reader: 'off' }, set, () => {});
    sets.push({ file, set, questions: sample(set.questions, Number(options.sample), Number(options.seed)), parts });
  }
  return sets;
}

async function overAll<T>(sets: readonly OpenSet[], work: (set: OpenSet) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (const each of sets) results.push(await work(each));
  return results;
}

function listsIn({ set, questions, parts }: OpenSet) {
  return parts.library.use(async (generation) => {
    const isRight = judgeOver(generation, set);
    const lists = [];
    for (const each of questions) {
      if (each.gold.length > 0) lists.push(await listsOf(each, generation, parts, isRight));
    }
    return lists;
  });
}

function examplesIn({ file, set, questions, parts }: OpenSet, fusion: FusionWeights) {
  return parts.library.use(async (generation) => {
    const isRight = judgeOver(generation, set);
    const examples: Example[] = [];
    for (const [number, question] of questions.entries()) {
      const paragraph = `${file} ${question.about ?? question.id}`;
      examples.push(await exampleOf(question, number, paragraph, generation, parts, isRight, fusion));
    }
    return examples;
  });
}

function fitMode<M extends Mode>(mode: M, examples: readonly Example[]) {
  const { ranking: names, confidence: confidenceNames } = MODE_FEATURES[mode];
  const ranking = fitRankingWeights(examples, names);
  const confidence = fitConfidenceWeights(examples, ranking, confidenceNames);
  const claims = crossClaims(examples, names, confidenceNames);
  const { at, ...thresholds } = chooseThresholds(claims);
  const percent = (share = 0) => `${(100 * share).toFixed(1)} %`;
  tell(
    `${mode}: ${percent(rightFirst(examples, ranking))} right first; answers from ${thresholds.answered} on ` +
      `(${percent(at?.coverage)} of questions, ${percent(at?.risk)} of these wrong), nothing below ${thresholds.closest}`,
  );
  for (const risk of [0.05, 0.07, 0.1, 0.15, 0.2]) {
    const point = riskCoverage(claims)
      .filter((each) => each.risk <= risk)
      .at(-1);
    tell(
      `  at most ${percent(risk)} wrong: ${percent(point?.coverage)} answered, from ${point?.claimed.toFixed(2)} on`,
    );
  }
  return { ranking, confidence, thresholds } as RankingWeights[M];
}

async function openCached() {
  await mkdir(options.cache, { recursive: true });
  const reader = await openReader();
  return { ...cachedReader(reader, path.join(options.cache, 'readings.jsonl')), close: () => reader.close() };
}

function progress(what: string, of: number) {
  return (done: number) => {
    if (done % 250 === 0) tell(`${done} of ${of} questions ${what}`);
  };
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
