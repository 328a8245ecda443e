import path from 'node:path';
import { type Thresholds, thresholds } from '../answer/decide.js';
import { openParts, type Parts } from '../app/wiring.js';
import type { Config } from '../config/config.js';
import type { IndexProgress } from '../library/reports.js';
import { UserError } from '../runtime/errors.js';
import { crossValidated, effectOf, fitThresholds, leastError } from './calibrate.js';
import { openCorpus } from './corpus.js';
import { readQuestionSet } from './read-question-set.js';
import { checkCalibrating, collectReplies } from './replies.js';
import { calibrationReport, inPercent } from './report.js';

/** Thresholds fitted to a question set. */
export interface Calibrated {
  readonly fitted: Thresholds;
  /** How many questions they were fitted to, and the models whose confidences they apply to. */
  readonly questions: number;
  readonly fingerprint: string;
  /** The expected results, for people to read. */
  readonly report: string;
}

export interface CalibrationListener {
  onProgress(progress: IndexProgress): void;
  /** Called once the models and the index are open. */
  onOpened(): void;
  onQuestion(done: number, total: number): void;
}

/**
 * Fits the thresholds to a file of questions so that at most a share `error` of the answers is expected to be wrong.
 * @throws UserError if the set is not suitable, or no confidence is high enough.
 */
export async function calibrateOn(
  config: Config,
  file: string,
  error: number,
  { onProgress, onOpened, onQuestion }: CalibrationListener,
): Promise<Calibrated> {
  const set = await readQuestionSet(file);
  const name = path.basename(file);
  checkCalibrating(set, name);
  const opening = set.articles ? openCorpus(config, set, onProgress) : openParts(config, { onProgress });
  const parts: Parts = await opening.finally(onOpened);
  try {
    const replies = await parts.library.use((generation) =>
      collectReplies(parts, generation, set, name, (done) => onQuestion(done, set.questions.length)),
    );
    const fitted = fitThresholds(replies, error);
    if (!fitted) {
      throw new UserError(
        `No confidence is high enough for at most ${inPercent(error)} wrong answers: at least ${inPercent(leastError(replies))} are ` +
          `expected to be wrong. Allow more with --error, or add questions. The thresholds are unchanged.`,
      );
    }
    const before = thresholds(parts);
    const expected = crossValidated(replies, error);
    const effectBefore = effectOf(replies, before);
    const report = calibrationReport(name, { error, fitted, expected, before, effectBefore });
    return { fitted, questions: replies.length, fingerprint: await parts.fingerprint(), report };
  } finally {
    await parts.close();
  }
}
