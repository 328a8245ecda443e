import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  answeredFrom,
  crossValidated,
  effectOf,
  fitThresholds,
  leastError,
  type Reply,
  shownFrom,
} from '../../src/calibration/calibrate.js';
import { seeded } from '../../src/calibration/random.js';
import { wilson } from '../../src/calibration/wilson.js';

const reply = (confidence: number, isRight: boolean, rest: Partial<Reply> = {}): Reply => {
  return { confidence, isRight, isFound: isRight, isAnswerable: isRight, mayAnswer: true, ...rest };
};

/** Replies whose confidence equals how often they are right. */
function honest(count: number, seed: number): Reply[] {
  const random = seeded(seed);
  return Array.from({ length: count }, () => {
    const confidence = random();
    return reply(confidence, random() < confidence);
  });
}

const anyReplies = fc.array(
  fc.record({
    confidence: fc.integer({ min: 0, max: 20 }).map((twentieth) => twentieth / 20),
    isRight: fc.boolean(),
    isFound: fc.boolean(),
    isAnswerable: fc.boolean(),
    mayAnswer: fc.boolean(),
  }),
  { maxLength: 60 },
);

test('answers are given above the lowest confidence that keeps to the allowed share of wrong ones', () => {
  const replies = [...Array.from({ length: 40 }, (_, at) => reply(0.9 - at / 100, true)), reply(0.4, false)];
  // One wrong of 41 is 1.5 ⁄ 42; another one would be too many.
  expect(answeredFrom(replies, 0.05)).toBe(0.4);
  expect(answeredFrom([...replies, reply(0.3, false)], 0.05)).toBe(0.4);
  expect(answeredFrom([...replies, reply(0.4, false)], 0.05)).toBeCloseTo(0.51);
});

test('a few right answers promise little, and what never counts as an answer promises nothing', () => {
  expect(answeredFrom([reply(0.9, true), reply(0.8, true)], 0.05)).toBeUndefined();
  expect(leastError([reply(0.9, true), reply(0.8, true)])).toBeCloseTo(0.5 / 3);
  const silent = Array.from({ length: 40 }, () => reply(0.9, true, { mayAnswer: false }));
  expect(fitThresholds(silent, 0.05)).toBeUndefined();
});

test('found answers are shown except for the allowed share, and all of them if there are too few to judge', () => {
  const replies = Array.from({ length: 40 }, (_, at) => reply((at + 1) / 100, true));
  expect(shownFrom(replies, 0.05)).toBe(0.02);
  expect(shownFrom(replies.slice(0, 5), 0.05)).toBe(0);
});

test('thresholds keep to the allowed share on the questions they were fitted to, and never show less than they answer', () => {
  fc.assert(
    fc.property(anyReplies, fc.constantFrom(0.05, 0.2, 0.4), (replies, error) => {
      const fitted = fitThresholds(replies, error);
      const effect = effectOf(replies, fitted);
      expect(effect.wrong).toBeLessThanOrEqual(error * effect.answered);
      expect(effect.withheld).toBeLessThanOrEqual(error * effect.found);
      expect(fitted?.closest ?? 0).toBeLessThanOrEqual(fitted?.answered ?? 1);
      const crossed = crossValidated(replies, error);
      expect(crossed.answerable.asked + crossed.unanswerable.asked).toBe(replies.length);
    }),
  );
});

test('cross-validation predicts how often similar questions are answered wrongly', () => {
  const replies = honest(2_000, 1);
  const expected = crossValidated(replies, 0.1);
  const others = effectOf(honest(20_000, 2), fitThresholds(replies, 0.1));
  const { low, high } = wilson(expected.wrong, expected.answered);
  expect(others.wrong / others.answered).toBeGreaterThan(low);
  expect(others.wrong / others.answered).toBeLessThan(high);
  expect(others.wrong / others.answered).toBeCloseTo(0.1, 1);
});

test('with fewer questions, the confidence interval is wider', () => {
  expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
  expect(wilson(1, 20).low).toBeCloseTo(0.0089, 3);
  expect(wilson(1, 20).high).toBeCloseTo(0.2361, 3);
  expect(wilson(0, 10)).toMatchObject({ low: 0 });
  expect(wilson(10, 10)).toMatchObject({ high: 1 });
  expect(wilson(50, 1_000).high).toBeLessThan(0.07);
});
