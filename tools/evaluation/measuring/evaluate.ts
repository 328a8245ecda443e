import path from 'node:path';
import { openCorpus } from '../../../src/calibration/corpus.js';
import { answersNotHeld, sample } from '../../../src/calibration/question-set.js';
import { readQuestionSet } from '../../../src/calibration/read-question-set.js';
import type { Config } from '../../../src/config/config.js';
import { progressDisplay } from '../../../src/terminal/progress.js';
import { type BenchResult, runBench } from './run.js';

export interface EvaluationPlan {
  /** Questions drawn by the seed; all if absent. */
  readonly sample?: number;
  readonly seed: number;
}

/** One question set with its result. */
export interface Evaluated extends EvaluationPlan {
  /** The file's name without its extension. */
  readonly name: string;
  readonly result: BenchResult;
}

/** Measures every system on a file of questions; calls `report` with problems of the set and with progress. */
export async function evaluate(
  config: Config,
  file: string,
  plan: EvaluationPlan,
  report: (line: string) => void,
): Promise<Evaluated> {
  const set = await readQuestionSet(file);
  const questions = plan.sample ? sample(set.questions, plan.sample, plan.seed) : set.questions;
  const { name, base } = path.parse(file);
  const progress = progressDisplay();
  const parts = await openCorpus(config, set, progress.show).finally(progress.end);
  try {
    const result = await parts.library.use((generation) => {
      for (const wrong of [...set.misplaced, ...answersNotHeld(set, generation)])
        report(`! ${base}, ${wrong}, so it is never right`);
      return runBench(parts, generation, set, questions, (done) => {
        if (done % 50 === 0) report(`${base}: ${done} of ${questions.length} questions`);
      });
    });
    return { name, result, ...plan };
  } finally {
    await parts.close();
  }
}
