import { onTestFinished } from 'vitest';
import { figuresIn } from '../../src/answer/english/figures.js';
import { analyseQuestion } from '../../src/answer/question/analyse.js';
import { rankSentences } from '../../src/answer/rank-sentences.js';
import { openParts } from '../../src/app/wiring.js';
import type { Config } from '../../src/config/config.js';
import { opened } from './library.js';

/** For each question, the articles that contradict one another, with the figures in their sentences. */
export async function claimsOf(
  config: Config,
  questions: readonly string[],
): Promise<Map<string, Map<string, number[]>>> {
  await (await opened(config)).reindex('changed');
  const parts = await openParts(config);
  onTestFinished(() => parts.close());
  return parts.library.use(async (generation) => {
    const found = new Map<string, Map<string, number[]>>();
    for (const question of questions) {
      const { claims } = await rankSentences(analyseQuestion(question, generation.store), generation, parts);
      const figures = claims.map(({ sentence }): [string, number[]] => [
        sentence.articleId,
        figuresIn(sentence.text).map(({ least, most }) => (Number.isFinite(most) ? most : least)),
      ]);
      found.set(question, new Map(figures));
    }
    return found;
  });
}
