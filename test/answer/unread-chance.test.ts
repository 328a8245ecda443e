import { expect, test } from 'vitest';
import type { ScoredSentence } from '../../src/answer/ranking/rank.js';
import { unreadChance } from '../../src/answer/ranking/unread-chance.js';

/** Sentences with their odds and, if read, the reader’s probability for them. */
function sentences(of: readonly { odds: number; share?: number }[]): ScoredSentence[] {
  return of.map(({ odds, share }, id) => ({
    sentence: { id },
    features: { readerRead: Number(share !== undefined), readerShare: share ?? 0 },
    logit: Math.log(odds),
    score: odds,
  })) as unknown as ScoredSentence[];
}

test('unread passages are as likely to have the answer as their odds say, if the reader found nothing', () => {
  const all = sentences([{ odds: 1, share: 0 }, { odds: 0.5 }, { odds: 0.5 }]);
  expect(unreadChance(all, all)).toBeCloseTo(0.5);
});

test('the higher the reader’s probability for what it read, the less is left for the rest', () => {
  const all = sentences([{ odds: 1, share: 0.9 }, { odds: 1 }]);
  expect(unreadChance(all, all)).toBeCloseTo(0.05);
});

test('nothing is left if everything was read', () => {
  const all = sentences([
    { odds: 1, share: 0.2 },
    { odds: 1, share: 0.1 },
  ]);
  expect(unreadChance(all, all)).toBe(0);
});
