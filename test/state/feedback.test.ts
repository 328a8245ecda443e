import { expect, test } from 'vitest';
import { openState } from '../../src/state/state.js';
import { temporaryFolder } from '../support/folders.js';

test('one person’s votes are deleted with their reasons, in one server or in all, and nobody else’s', async () => {
  const state = openState(await temporaryFolder(), {});
  const { feedback } = state;
  // More answers than are searched at once.
  for (let answer = 0; answer < 1_200; answer++) {
    const guild = answer < 700 ? '1' : '2';
    feedback.vote({ answer: `a${answer}`, guild, voter: 'other', good: true });
    if (answer % 100 === 0) feedback.vote({ answer: `a${answer}`, guild, voter: 'mine', good: false, reason: 'wrong' });
  }
  expect(await feedback.forget('mine', '1')).toBe(7);
  expect(feedback.counts('1')).toEqual({ good: 700, bad: 0 });
  expect(feedback.reasons('1', 10)).toEqual([]);
  expect(feedback.counts('2')).toEqual({ good: 500, bad: 5 });
  expect(await feedback.forget('mine')).toBe(5);
  expect(await feedback.forget('mine')).toBe(0);
  expect(feedback.counts('2')).toEqual({ good: 500, bad: 0 });
  state.close();
});
