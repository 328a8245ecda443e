import { expect, test } from 'vitest';
import { reciprocalRankFusion } from '../../src/search/retrieval/fuse.js';

test('what both rankings have comes before what one ranks higher', () => {
  expect(
    reciprocalRankFusion([
      [1, 2, 3],
      [4, 2, 5],
    ]).map((hit) => hit.id),
  ).toEqual([2, 1, 4, 3, 5]);
});

test('scores are the sums of 1 / (60 + rank)', () => {
  expect(reciprocalRankFusion([[9], [8, 9]])).toEqual([
    { id: 9, score: 1 / 61 + 1 / 62 },
    { id: 8, score: 1 / 61 },
  ]);
});

test('a ranking counts as much as its weight', () => {
  expect(
    reciprocalRankFusion(
      [
        [1, 2],
        [2, 1],
      ],
      [1, 2],
    ).map(({ id }) => id),
  ).toEqual([2, 1]);
  expect(reciprocalRankFusion([[1], [2]], [0.5, 1])).toEqual([
    { id: 2, score: 1 / 61 },
    { id: 1, score: 0.5 / 61 },
  ]);
});
