import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { READ } from '../../../src/answer/rank-sentences.js';
import { rank } from '../../../src/answer/ranking/rank.js';
import type { RankedSentence } from '../../../src/answer/ranking/ranked-sentence.js';
import { readInOrder } from '../../../src/answer/ranking/read.js';
import { unreadChance } from '../../../src/answer/ranking/unread-chance.js';
import { MODE_FEATURES, type RankingWeights } from '../../../src/answer/ranking/weights.js';
import type { Config } from '../../../src/config/config.js';
import { openReader } from '../../../src/reader/thread-reader.js';
import { cachedReader } from './cached-reader.js';
import { fitMode } from './fit-mode.js';
import { type Example, fitFusionWeights, fitRankingWeights, mapExamples } from './fit-weights.js';
import { examplesIn, listsIn, openSets, overAll } from './open-sets.js';
import { chooseUnread } from './thresholds.js';

export interface LearningPlan {
  /** Question sets in SQuAD format. */
  readonly files: readonly string[];
  /** Questions of each set, and what chooses them. */
  readonly sample: number;
  readonly seed: number;
  /** The folder that keeps what the reader makes of each passage. */
  readonly cache: string;
}

/** Learns all weights of the ranking and of its confidence; `tell` is given a line for each step. */
export async function learnRanking(
  config: Config,
  { files, sample, seed, cache }: LearningPlan,
  tell: (line: string) => void,
): Promise<RankingWeights> {
  const sets = await openSets(config, files, { sample, seed });
  const fusion = fitFusionWeights((await overAll(sets, listsIn)).flat());
  tell(`fusion: ${JSON.stringify(fusion)}`);
  const found = (await overAll(sets, (each) => examplesIn(each, fusion))).flat();
  for (const { parts } of sets) await parts.close();
  tell(`fitting on ${found.length} questions`);
  const retrieval = fitMode('retrieval', found, tell);
  const reading = await learnReading(found, retrieval, cache, tell);
  const fitted = {
    command: `npm run fit-ranking -- --sample ${sample} --seed ${seed} <sets>`,
    sets: files.map((file) => path.basename(file)),
    questions: found.length,
    note: 'Fusion and ranking: listwise softmax. Confidence: a logistic regression of whether the answer is there, scaled to how often the first sentence is right. Thresholds, on what other folds claim: at most fifteen answers in a hundred are wrong; below the lower one fewer than one first sentence in a hundred is right.',
  };
  return { fitted, fusion, retrieval, reading };
}

/** The weights for sentences that the reader has read, and until when it reads. */
async function learnReading(
  found: readonly Example[],
  retrieval: RankingWeights['retrieval'],
  cache: string,
  tell: (line: string) => void,
): Promise<RankingWeights['reading']> {
  const reader = await openCached(cache);
  const byRetrieval = (sentences: readonly RankedSentence[]) => rank(sentences, retrieval.ranking);
  const all = { most: READ.most, batch: READ.most };
  const read = await mapExamples(
    found,
    async (question, each) => (await readInOrder(question, byRetrieval(each), reader, all)).sentences,
    (done) => {
      if (done % 250 === 0) tell(`${done} of ${found.length} questions read by the small reader`);
    },
  );
  const whole = fitRankingWeights(read, MODE_FEATURES.reading.ranking);
  const readUntil = (unread: number) =>
    mapExamples(found, async (question, each) => {
      const retrieved = byRetrieval(each);
      const isEnough = (sofar: readonly RankedSentence[]) => unreadChance(retrieved, rank(sofar, whole)) < unread;
      return (await readInOrder(question, retrieved, reader, { ...READ, isEnough })).sentences;
    });
  const unread = await chooseUnread(whole, readUntil, tell);
  const reading = { ...fitMode('reading', await readUntil(unread), tell), unread };
  await reader.close();
  return reading;
}

async function openCached(folder: string) {
  await mkdir(folder, { recursive: true });
  const reader = await openReader();
  return { ...cachedReader(reader, path.join(folder, 'readings.jsonl')), close: () => reader.close() };
}
