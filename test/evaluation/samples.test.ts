import { expect, test } from 'vitest';
import { fromProjectRoot } from '../../src/runtime/project.js';
import { measured } from '../support/measured.js';

test("a reader's own questions about the sample articles stay above their floor", { timeout: 90_000 }, async () => {
  const shown = await measured(fromProjectRoot('test/questions/samples.json'), fromProjectRoot('articles'));
  expect(shown).toMatchObject({ answerable: 22, unanswerable: 10 });
  expect(shown.rankedFirst).toBeGreaterThanOrEqual(13);
  expect(shown.rightFirst).toBeGreaterThanOrEqual(14);
  expect(shown.rightInThree).toBeGreaterThanOrEqual(15);
  expect(shown.wronglyAnswered).toBeLessThanOrEqual(1);
});
