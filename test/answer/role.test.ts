import { expect, test } from 'vitest';
import { analyseQuestion } from '../../src/answer/question/analyse.js';
import type { RankedSentence } from '../../src/answer/ranking/ranked-sentence.js';
import { lacksRole } from '../../src/answer/ranking/role.js';

const ranked = (...texts: string[]) =>
  texts.map((text) => ({ sentence: { text, passageId: 1 }, features: {} }) as unknown as RankedSentence);

test.each([
  ['Who is the owner of the Blue Mill?', 'The Blue Mill burnt down in 1901.'],
  ['Who was the first captain of the Ardent?', 'The Ardent left Odland with forty sailors.'],
  ['Who’s the mayor in Odland?', 'Odland has a harbour.'],
])('a role that the passage does not mention is missing: %s', (question, text) => {
  expect(lacksRole(analyseQuestion(question), ranked(text))).toBe(true);
});

test.each([
  ['Who is the owner of the Blue Mill?', 'The Blue Mill, owned by Ada Holm, burnt down in 1901.'],
  ['Who was the captain of the Ardent?', 'The Ardent was captained by Jon Ek.'],
  ['Who owns the Blue Mill?', 'The Blue Mill burnt down.'],
  ['What is the height of the mill?', 'The mill burnt down.'],
  ['Who is in the mill?', 'The mill is empty.'],
])('a role in the same family of words, or one that is not asked for, is not missing: %s', (question, text) => {
  expect(lacksRole(analyseQuestion(question), ranked(text))).toBe(false);
});

test('the passage around the first sentence counts too', () => {
  expect(
    lacksRole(analyseQuestion('Who is the owner of the mill?'), ranked('It is Ada Holm.', 'The mill has one owner.')),
  ).toBe(false);
});
