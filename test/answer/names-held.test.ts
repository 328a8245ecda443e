import { expect, test } from 'vitest';
import { heldNames, namedIn } from '../../src/answer/names-held.js';

const held = (question: string, text: string) => heldNames(namedIn(question), text);

test('a name that is there is held, inflected or not', () => {
  expect(held('What did the Baltic Exchange sell?', 'The Baltic Exchange’s members sold grain.')).toBe(1);
  expect(held('What do Norwegians drink?', 'The Norwegian habit is coffee.')).toBe(1);
});

test("another name with the same last word is no trace of the question's", () => {
  expect(held('How many East Frisian farmers own boats?', 'Some 300 West Frisian farmers own boats.')).toBe(0);
});

test('a last name alone counts in part, also behind a title', () => {
  expect(held('What did Marta Holm say?', 'Dr. Holm said nothing.')).toBeCloseTo(0.7);
  expect(held('What did Marta Holm say?', 'In the evening came Holm.')).toBeCloseTo(0.7);
});

test('numbers of the question have to be there', () => {
  expect(held('Who led the 14th company?', 'The 14th company was led by nobody.')).toBe(1);
  expect(held('Who led the 14th company?', 'The 15th company was led by nobody.')).toBe(0);
});

test('a question without names asks nothing of the text', () => {
  expect(held('how much does it cost?', 'Anything.')).toBe(1);
});
