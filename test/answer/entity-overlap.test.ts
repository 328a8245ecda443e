import { describe, expect, test } from 'vitest';
import { namedIn } from '../../src/answer/question/named.js';
import { givenToOthers, nameCoverage, namesOnlyOthers } from '../../src/answer/ranking/entity-overlap.js';
import type { RankedSentence } from '../../src/answer/ranking/ranked-sentence.js';

const held = (question: string, text: string) => nameCoverage(namedIn(question), text);

test('a name in the text is held, inflected or not', () => {
  expect(held('What did the Baltic Exchange sell?', 'The Baltic Exchange’s members sold grain.')).toBe(1);
  expect(held('What do Norwegians drink?', 'The Norwegian habit is coffee.')).toBe(1);
});

test.each([
  ['What did North Korea ship?', 'North Korean shells went by rail.'],
  ['Who lives in Mexico?', 'The Mexican people do.'],
  ['What do Swedish farmers grow?', 'In Sweden rye is grown.'],
])('another form of a name holds it almost fully: %s', (question, text) => {
  expect(held(question, text)).toBeCloseTo(0.9);
});

test.each([
  ['Who sailed to Samoa?', 'Samuel sailed.'],
  ['What did North Korea ship?', 'South Korean shells went by rail.'],
  ['Who knows Marta Holm?', 'Marta Holmgren knows nobody.'],
  ['Who fled Port Ellery?', 'Ellen fled from the port.'],
])('a name that only has the same beginning is not held: %s', (question, text) => {
  expect(held(question, text)).toBe(0);
});

test('another name with the same last word is not held', () => {
  expect(held('How many East Frisian farmers own boats?', 'Some 300 West Frisian farmers own boats.')).toBe(0);
});

test('a last name alone counts in part, also after a title', () => {
  expect(held('What did Marta Holm say?', 'Dr. Holm said nothing.')).toBeCloseTo(0.7);
  expect(held('What did Marta Holm say?', 'In the evening came Holm.')).toBeCloseTo(0.7);
});

test('numbers in the question must be in the text', () => {
  expect(held('Who led the 14th company?', 'The 14th company was led by nobody.')).toBe(1);
  expect(held('Who led the 14th company?', 'The 15th company was led by nobody.')).toBe(0);
});

test('a question without names demands nothing of the text', () => {
  expect(held('how much does it cost?', 'Anything.')).toBe(1);
});

describe('a name that only gives the source of a statement', () => {
  const question = 'How many Frisian farmers own boats?';

  test.each([
    'According to Frisian customs officers, 300 boats are for sale.',
    'There are 300 boats, according to the Frisian coast guard.',
    'Frisian harbour officials said that 300 boats were sold.',
  ])('is not held: %s', (text) => {
    expect(held(question, text)).toBe(0);
  });

  test.each([
    'Frisian said to be farmers own 300 boats.',
    'According to Frisian farmers, 300 boats are for sale.',
    'According to the coast guard, Frisian fishermen own 300 boats.',
    'Frisian harbour officials said that 300 Frisian boats were sold.',
  ])('is held if the statement may be about it: %s', (text) => {
    expect(held(question, text)).toBe(1);
  });

  test('is held if the question asks for a statement', () => {
    const asked = 'How many boats are there by Frisian estimates?';
    expect(held(asked, 'According to Frisian customs officers, 300 boats are for sale.')).toBe(1);
  });

  test('is held if the question names the source', () => {
    const asked = 'How many boats does the Frisian coast guard own?';
    expect(held(asked, 'According to the Frisian coast guard, it owns 300 boats.')).toBe(1);
  });
});

describe('what is said about another name', () => {
  const question = 'How many East Frisian farmers own boats?';
  const others = (text: string) => givenToOthers(namedIn(question), text);

  test('is not held by the name before another noun', () => {
    expect(held(question, 'East Frisian papers counted 300 boats of West Frisian farmers.')).toBe(0);
    expect(others('East Frisian papers counted 300 boats of West Frisian farmers.')).toBe(true);
  });

  test.each([
    'East Frisian farmers own more boats than West Frisian farmers.',
    'Frisian farmers own 300 boats.',
    'The farmers own 300 boats.',
    'East Frisian boats are owned by farmers.',
  ])('is distinguished from what may be about the name itself: %s', (text) => {
    expect(others(text)).toBe(false);
  });
});

test('a passage that is only about others than those asked about is detected', () => {
  const question = { named: namedIn('How many Odland sailors drowned?') };
  const ranked = (...texts: string[]) =>
    texts.map((text) => ({ sentence: { text, passageId: 1 } }) as unknown as RankedSentence);
  expect(namesOnlyOthers(question, ranked('Seven Vollen sailors drowned.'))).toBe(true);
  expect(namesOnlyOthers(question, ranked('Seven Vollen sailors drowned.', 'No Odland sailors did.'))).toBe(false);
  expect(namesOnlyOthers(question, ranked('Seven sailors drowned.'))).toBe(false);
  expect(namesOnlyOthers(question, [])).toBe(false);
});

test('the verb after a name does not make a passage be about others', () => {
  const question = { named: namedIn('How many hectares did the Vollen Guild plough?') };
  const ranked = [{ sentence: { text: 'The Guild of Millers ploughed forty.', passageId: 1 } }];
  expect(namesOnlyOthers(question, ranked as unknown as RankedSentence[])).toBe(false);
});
