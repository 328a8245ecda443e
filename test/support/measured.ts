import { expect } from 'vitest';
import { openCorpus } from '../../src/calibration/corpus.js';
import { judgeOver } from '../../src/calibration/judge.js';
import { answersNotHeld } from '../../src/calibration/question-set.js';
import { readQuestionSet } from '../../src/calibration/read-question-set.js';
import { parseConfig } from '../../src/config/config.js';
import { type Outcome, outcomeOf } from '../../tools/evaluation/measuring/outcome.js';
import { countShown, type Shown } from '../../tools/evaluation/measuring/shown.js';
import { verbatimOver } from '../../tools/evaluation/measuring/systems.js';
import { temporaryFolder } from './folders.js';

/** What people would be shown for a question set over a folder of articles, counted as for docs/QUALITY.md. */
export async function measured(questionFile: string, articlesDir: string, embeddingsDir?: string): Promise<Shown> {
  const set = await readQuestionSet(questionFile);
  const config = parseConfig({
    ARTICLES_DIR: articlesDir,
    EMBEDDINGS_DIR: embeddingsDir ?? (await temporaryFolder()),
    DATA_DIR: await temporaryFolder(),
    MODEL_DIR: parseConfig({ MODEL_DIR: process.env.MODEL_DIR }).modelDir,
  });
  const parts = await openCorpus(config, set, () => {});
  try {
    return await parts.library.use(async (generation) => {
      // A mistyped quote would count as a wrong answer.
      expect(answersNotHeld(set, generation)).toEqual([]);
      const [verbatim, isRight] = [verbatimOver(parts, generation), judgeOver(generation, set)];
      const outcomes: Outcome[] = [];
      for (const question of set.questions) outcomes.push(await outcomeOf(verbatim, question, isRight));
      const shown = countShown(outcomes);
      const { answerable, rankedFirst, rightFirst, rightInThree, unanswerable, wronglyAnswered } = shown;
      process.stdout.write(
        `${questionFile}: ${rightFirst} of ${answerable} right first, ${rightInThree} in the first three ` +
          `(${rankedFirst} ranked first); ${wronglyAnswered} of ${unanswerable} unanswerable ones answered.\n`,
      );
      return shown;
    });
  } finally {
    await parts.close();
  }
}
