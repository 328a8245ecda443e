import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { featuresFor } from '../src/answer/ask.js';
import { CONFIDENCE_FEATURES, confidenceFeatures } from '../src/answer/confidence-features.js';
import { FEATURES, type RankedSentence } from '../src/answer/features.js';
import { type RankingWeights, WEIGHTS_FILE } from '../src/answer/weights.js';
import { openCorpus } from '../src/bench/corpus.js';
import { dot, fitLogistic, fitRanking, type Listwise } from '../src/bench/fit.js';
import { judgeOver } from '../src/bench/judge.js';
import { readQuestionSet, sample } from '../src/bench/question-set.js';
import { loadConfig } from '../src/config.js';
import { fromProjectRoot } from '../src/project.js';
import { queryTerms } from '../src/search/terms.js';
import { run } from '../src/terminal/run.js';

const command = new Command('fit-ranking')
  .description('Learns the weights of the ranking and of its confidence, and writes them to models/ranking.json.')
  .argument('<file...>', 'question sets in SQuAD format; never those that results are reported on')
  .option('--sample <count>', 'questions of each set', '3000')
  .option('--seed <number>', 'what chooses them', '7')
  .parse();
const options = command.opts<{ sample: string; seed: string }>();

/** A question's candidates with the gold article and without it. */
interface Example {
  readonly terms: number;
  readonly candidates: readonly RankedSentence[];
  readonly right: readonly boolean[];
  readonly without: readonly RankedSentence[];
}

await run(async () => {
  const examples: Example[] = [];
  for (const file of command.args) examples.push(...(await collect(file)));
  const vector = (each: RankedSentence) => Float64Array.from(FEATURES, (name) => each.features[name]);
  const lists = examples.map(({ candidates, right }): Listwise => ({ rows: candidates.map(vector), right }));
  const ranking = fitRanking(lists, FEATURES.length);

  const rows: Float64Array[] = [];
  const present: boolean[] = [];
  const rightFirst: boolean[] = [];
  const judgeFirst = (candidates: readonly RankedSentence[], right: readonly boolean[], terms: number) => {
    const logit = (each: RankedSentence) =>
      FEATURES.reduce((sum, name, at) => sum + (ranking[at] ?? 0) * each.features[name], 0);
    const order = [...candidates.keys()]
      .map((at) => ({ at, logit: logit(candidates[at] as RankedSentence) }))
      .sort((a, b) => b.logit - a.logit);
    const sorted = order.map(({ at }) => candidates[at] as RankedSentence);
    const [first, ...rest] = sorted;
    if (!first) return;
    const features = confidenceFeatures(
      [first, ...rest],
      order.map((each) => each.logit),
      terms,
    );
    rows.push(Float64Array.from([...CONFIDENCE_FEATURES.map((name) => features[name]), 1]));
    present.push(right.length > 0);
    rightFirst.push(right[order[0]?.at ?? 0] ?? false);
  };
  for (const { terms, candidates, right, without } of examples) {
    judgeFirst(candidates, right, terms);
    judgeFirst(without, [], terms);
  }
  // First what tells an answer's presence from its absence, then how often such evidence goes with a right first
  // sentence (Platt scaling): two linear steps, so one set of weights holds both.
  const presence = fitLogistic(rows, present, CONFIDENCE_FEATURES.length);
  const evidence = rows.map((row) => Float64Array.of(dot(presence, row), 1));
  const [scale = 1, shift = 0] = fitLogistic(evidence, rightFirst);
  const confidence = presence.map((weight, at) => scale * weight + (at === CONFIDENCE_FEATURES.length ? shift : 0));

  const named = (names: readonly string[], weights: Float64Array) =>
    Object.fromEntries(names.map((name, at) => [name, Number((weights[at] ?? 0).toFixed(4))]));
  const result = {
    fitted: {
      command: `npm run fit-ranking -- --sample ${options.sample} --seed ${options.seed} <sets>`,
      sets: command.args.map((file) => path.basename(file)),
      questions: examples.length,
      note: 'Listwise softmax for the ranking; for the confidence a logistic regression of whether the answer is there, each question asked with its article and without, scaled to how often the first sentence is right.',
    },
    ranking: named(FEATURES, ranking),
    confidence: named([...CONFIDENCE_FEATURES, 'bias'], confidence),
  } as RankingWeights;
  await writeFile(fromProjectRoot(WEIGHTS_FILE), `${JSON.stringify(result, null, 2)}\n`);
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
});

async function collect(file: string): Promise<Example[]> {
  const set = await readQuestionSet(file);
  const parts = await openCorpus(loadConfig(), set, () => {});
  try {
    return await parts.library.use(async (generation) => {
      const isRight = judgeOver(generation, set);
      const examples: Example[] = [];
      for (const question of sample(set.questions, Number(options.sample), Number(options.seed))) {
        const candidates = await featuresFor(question.question, generation, parts);
        const right = candidates.map(({ sentence }) => isRight(question, sentence));
        const [gold] = question.gold;
        const without = gold
          ? await featuresFor(question.question, generation, parts, { without: gold.articleId })
          : [];
        examples.push({ terms: queryTerms(question.question).length, candidates, right, without });
        if (examples.length % 500 === 0) process.stderr.write(`${path.basename(file)}: ${examples.length} questions\n`);
      }
      return examples;
    });
  } finally {
    await parts.close();
  }
}
