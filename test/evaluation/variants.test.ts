import { expect, test } from 'vitest';
import { cleanArticle } from '../../src/article/clean.js';
import { passagesOf } from '../../src/article/text/passages.js';
import { noisy, variantsOf } from '../../tools/evaluation/corpora/variants.js';
import { BRIDGES } from '../support/library.js';

const article = cleanArticle({ id: 'bridges', text: BRIDGES, format: 'plain' });
const original = { article, passages: passagesOf(article) };

test('a variant has other words between the same word boundaries, so that every offset stays valid', () => {
  const { article: made, passages } = variantsOf([original], 1)(original, 'made-up');
  expect(made.id).toBe('made-up');
  expect(made.text).not.toBe(article.text);
  expect(made.text.replace(/\p{L}/gu, 'x')).toBe(article.text.replace(/\p{L}/gu, 'x'));
  expect(passages).toBe(original.passages);
  expect(variantsOf([original], 1)(original, 'again').article.text).toBe(made.text);
});

test('noise leaves a unit vector of length 1, close to the original', () => {
  const vector = new Float32Array(384).fill(1 / Math.sqrt(384));
  const moved = noisy(1)(vector);
  expect(Math.hypot(...moved)).toBeCloseTo(1, 5);
  const cosine = moved.reduce((sum, value, at) => sum + value * (vector[at] ?? 0), 0);
  expect(cosine).toBeGreaterThan(0.8);
  expect(cosine).toBeLessThan(0.92);
});
