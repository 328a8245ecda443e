import { openCorpus } from '../../../src/calibration/corpus.js';
import { type QuestionSet, sample } from '../../../src/calibration/question-set.js';
import type { Config } from '../../../src/config/config.js';
import type { Generation } from '../../../src/library/generations/generation.js';
import { progressDisplay } from '../../../src/terminal/progress.js';
import { openScaled } from '../corpora/scaled-corpus.js';
import { type Times, timesOf } from './timing.js';

export interface ScalePlan {
  /** Passages of the large index. */
  readonly passages: number;
  /** Questions to ask of both indexes, and the seed of the sample. */
  readonly questions: number;
  readonly seed: number;
}

/** The times of every question over one index. */
export interface TimedIndex {
  readonly passages: number;
  readonly times: readonly Times[];
}

/** Questions asked before the measurement. */
const WARM_UP = 10;

/** Asks the same questions of an index over the set's articles and of one over many variants of them, alternately. */
export async function timeAtScale(config: Config, set: QuestionSet, plan: ScalePlan): Promise<TimedIndex[]> {
  const questions = sample(set.questions, plan.questions + WARM_UP, plan.seed).map(({ question }) => question);
  const progress = progressDisplay();
  const parts = await openCorpus(config, set, progress.show).finally(progress.end);
  try {
    const building = progressDisplay();
    const large = await openScaled(config, set, parts, plan.passages, building.show).finally(building.end);
    const timed = await parts.library.use((small) =>
      large.use(async (big) => {
        const indexes = [small, big].map((generation) => ({ generation, times: [] as Times[] }));
        for (const [turn, question] of questions.entries()) {
          for (const { generation, times } of indexes) {
            const measured = await timesOf(question, generation, parts, turn);
            if (turn >= WARM_UP) times.push(measured);
          }
        }
        return indexes.map(({ generation, times }) => ({ passages: passagesOf(generation), times }));
      }),
    );
    large.close();
    return timed;
  } finally {
    await parts.close();
  }
}

function passagesOf({ manifest }: Generation): number {
  return manifest.counts.passages;
}
