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
  /** The questions that they were fitted to, and the models whose confidences they are about. */
  readonly questions: number;
  readonly fingerprint: string;
  /** What is to be expected of them, for reading. */
  readonly report: string;
}

export interface CalibrationListener {
  onProgress(progress: IndexProgress): void;
  /** The models and the index are open. */
  onOpened(): void;
  onQuestion(done: number, total: number): void;
}

/**
 * Fits the thresholds to a file of questions such that at most the share `error` of the answers is to be expected wrong.
 * @throws UserError where the set is not fit for that, or no confidence is enough.
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
        `No confidence is enough for at most ${inPercent(error)} of the answers wrong: ${inPercent(leastError(replies))} are to be ` +
          `expected at the least. Ask for more with --error, or give more questions. The thresholds stay as they are.`,
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
