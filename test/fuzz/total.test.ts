import { expect, test } from 'vitest';
import { sumOf } from './fuzz.js';
import { ARTICLE_TARGETS } from './targets/articles.js';
import { CARD_TARGETS } from './targets/cards.js';
import { HANDLER_TARGETS } from './targets/handlers.js';
import { INTAKE_TARGETS } from './targets/intake.js';
import { QUESTION_TARGETS } from './targets/questions.js';

// Each target fails where it tried fewer than it says here.
test('a hundred thousand inputs are tried in every run', () => {
  const all = [ARTICLE_TARGETS, CARD_TARGETS, HANDLER_TARGETS, INTAKE_TARGETS, QUESTION_TARGETS].map(sumOf);
  const sum = all.reduce((one, other) => one + other, 0);
  process.stdout.write(`${sum.toLocaleString('en')} inputs are generated in every run\n`);
  expect(sum).toBeGreaterThanOrEqual(100_000);
});
