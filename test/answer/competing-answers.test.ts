import { describe, expect, onTestFinished, test } from 'vitest';
import { confidenceOf } from '../../src/answer/decide.js';
import { analyseQuestion } from '../../src/answer/question/analyse.js';
import { rankSentences } from '../../src/answer/rank-sentences.js';
import { weights } from '../../src/answer/ranking/weights.js';
import { openParts } from '../../src/app/wiring.js';
import { queryTerms } from '../../src/search/text/terms.js';
import { opened, temporaryConfig } from '../support/library.js';

const question = 'How many barges did the Vollen lock pass in a week?';

/** The confidence with this second article, and the confidence if every other sentence competed with the first. */
async function confidences(other: string): Promise<{ confidence: number; amongAll: number }> {
  const config = await temporaryConfig({
    'a.txt': 'In a week the Vollen lock passed 310 barges, the canal board says.\n',
    'b.txt': other,
    'c.txt': 'The lock keeper of Vollen grows pears.\n\nA week later the frost came, and no barges were seen.\n',
  });
  await (await opened(config)).reindex('changed');
  const parts = await openParts(config);
  onTestFinished(() => parts.close());
  return parts.library.use(async (generation) => {
    const { sentences, confidence } = await rankSentences(analyseQuestion(question), generation, parts);
    return {
      confidence,
      amongAll: confidenceOf(sentences, queryTerms(question).length, weights().reading.confidence),
    };
  });
}

describe('the confidence in the first sentence', () => {
  test.each([
    ['contradicts it', 'The Vollen lock passed 480 barges in a week, the skippers say.\n'],
    ['repeats it', 'In a week the lock at Vollen passed 310 barges, so the canal board says.\n'],
  ])('is not lowered by an article that %s', async (_what, other) => {
    const { confidence, amongAll } = await confidences(other);
    expect(confidence).toBeGreaterThanOrEqual(amongAll);
  });

  test('depends on its lead over every other sentence', async () => {
    const { confidence, amongAll } = await confidences('In a week the Nesmo lock passed 22 barges, the board says.\n');
    expect(confidence).toBe(amongAll);
  });
});
