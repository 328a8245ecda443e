import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { datesIn, figuresIn } from '../../src/answer/english/figures.js';
import { analyseQuestion } from '../../src/answer/question/analyse.js';
import { marksOf } from '../../src/answer/quoting/marks.js';

const marked = (question: string, text: string) =>
  marksOf(analyseQuestion(question), { start: 100, end: 100 + text.length, text }).map(({ start, end }) =>
    text.slice(start - 100, end - 100),
  );

describe('the answer is marked in a sentence', () => {
  test.each([
    ['How many cyclists cross it?', 'On 3 May 2021 about 4,200 cyclists crossed two bridges.', 'about 4,200'],
    ['How many people live there?', 'The town has 23 thousand people and 7 bridges.', '23 thousand'],
    ['How long was it closed?', 'It was closed for eleven weeks in 2019, and 40 men worked on it.', 'eleven'],
    ['How wide is the bridge?', 'The bridge, built by 300 men, is 12.5 metres wide.', '12.5'],
    ['What percentage of the loaves is rye?', 'Of 400 loaves 30 % are rye.', '30 %'],
    ['When was the bridge built?', 'The bridge with its 7 arches was built in 1871.', '1871'],
    ['When was the bridge of 1871 closed?', 'The bridge of 1871 was closed on 5 December 2024.', '5 December 2024'],
    ['Who built the Heron Bridge?', 'The Heron Bridge was built by Ada Lindqvist.', 'Ada Lindqvist'],
    ['Where was the bridge built?', 'The bridge was built in Port Ellery.', 'Port Ellery'],
  ])('%s', (question, text, words) => {
    expect(marked(question, text)).toEqual([words]);
  });

  test.each([
    ['How many cyclists cross it?', 'There were 4,200 cyclists in May and 2,100 cyclists in June.'],
    ['How many bridges are there?', 'It took 40 years and cost $3 million.'],
    ['When was it built?', 'It was begun in 1871 and opened in 1874.'],
    ['Who built the Heron Bridge?', 'Ada Lindqvist and Tomas Varga built the Heron Bridge.'],
    ['Why was it built?', 'It was built in 1871 by Ada Lindqvist.'],
    ['What did the man who built it say?', 'Ada Lindqvist said what the man who built it had to say.'],
  ])('and nothing if that is uncertain: %s', (question, text) => {
    expect(marked(question, text)).toEqual([]);
  });
});

test('the span that the reader finds is marked, without quotation marks, if it is in the sentence', () => {
  const sentence = { start: 10, end: 33, text: 'They called it “a day”, ' };
  expect(marksOf(analyseQuestion('What?'), sentence, { start: 25, end: 32 })).toEqual([{ start: 26, end: 31 }]);
  expect(marksOf(analyseQuestion('What?'), sentence, { start: 5, end: 12 })).toEqual([]);
});

test('an amount of exactly what is counted is marked instead of another one that the reader finds', () => {
  const text = 'They sent 11,000 containers and 2 million rounds.';
  const sees = (words: string) => {
    const start = text.indexOf(words);
    const marks = marksOf(
      analyseQuestion('How many rounds were sent?'),
      { start: 0, end: text.length, text },
      { start, end: start + words.length },
    );
    return marks.map((mark) => text.slice(mark.start, mark.end));
  };
  expect(sees('11,000')).toEqual(['2 million']);
  expect(sees('2 million rounds')).toEqual(['2 million rounds']);
});

test('marks are inside the sentence and in order, for any question and sentence', () => {
  const words = fc.oneof(
    fc.lorem(),
    fc.constantFrom('in 1871', 'May 5, 2024', 'nearly 11,000 men', 'Ada Lindqvist', '3–4 %'),
  );
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(words).map((parts) => parts.join(' ')),
  );
  const question = fc.constantFrom('How many?', 'When?', 'Who was it?', 'Where?', 'How long?', 'What percentage?');
  fc.assert(
    fc.property(question, anything, fc.nat(50), (asked, text, start) => {
      for (const mark of marksOf(analyseQuestion(asked), { start, end: start + text.length, text })) {
        expect(start <= mark.start && mark.start < mark.end && mark.end <= start + text.length).toBe(true);
      }
      for (const { start: from, end } of [...figuresIn(text), ...datesIn(text)]) {
        expect(from < end && end <= text.length).toBe(true);
      }
    }),
  );
});

test.each([
  ['more than 1.5 million mines', [[1.5e6, Number.POSITIVE_INFINITY]]],
  [
    'up to ten, at least two',
    [
      [Number.NEGATIVE_INFINITY, 10],
      [2, Number.POSITIVE_INFINITY],
    ],
  ],
  [
    'between 10 and 20 people, 3–4 dogs',
    [
      [10, 20],
      [3, 4],
    ],
  ],
  [
    'twenty-five men, a hundred thousand birds',
    [
      [25, 25],
      [1e5, 1e5],
    ],
  ],
  ['the 528th, an AK-74M, 10:30, v1.2.3, 3/4, half a million, Seven Oaks', []],
  ['on 5 December 2024, in 1871, by May', []],
])('figures are parsed as amounts: %s', (text, amounts) => {
  expect(figuresIn(`It was ${text}.`).map(({ least, most }) => [least, most])).toEqual(amounts);
});

test.each([
  ['The field has 42,400 hectares.', '400', '42,400'],
  ['The field has 42,400 hectares.', '400 hec', '42,400 hectares'],
  ['It was the farmer’s field.', 'farmer', 'farmer’s'],
])('the span that the reader finds is extended to whole words and figures: %s, %s', (text, words, whole) => {
  const at = text.indexOf(words);
  const span = { start: 7 + at, end: 7 + at + words.length };
  const [mark] = marksOf(analyseQuestion('What?'), { start: 7, end: 7 + text.length, text }, span);
  expect(mark && text.slice(mark.start - 7, mark.end - 7)).toBe(whole);
});

test('the span that the reader finds is not marked if it is not a number or date and one was asked for', () => {
  const text = 'Many of the mills were sold by the town in spring.';
  const many = { start: 0, end: 4 };
  const sentence = { start: 0, end: text.length, text };
  expect(marksOf(analyseQuestion('What share of the mills was sold?'), sentence, many)).toEqual([]);
  expect(marksOf(analyseQuestion('When were the mills sold?'), sentence, many)).toEqual([]);
  expect(marksOf(analyseQuestion('What was sold by the town?'), sentence, many)).toEqual([many]);
});

describe('what the reader finds is marked only if it fits the answer type', () => {
  const seen = (question: string, text: string, words: string) => {
    const start = text.indexOf(words);
    const span = { start, end: start + words.length };
    return marksOf(analyseQuestion(question), { start: 0, end: text.length, text }, span).map((mark) =>
      text.slice(mark.start, mark.end),
    );
  };

  test.each([
    ['Where is the choir based?', 'The choir, trained in choral and solo singing, tours in spring.', 'choral'],
    ['where is the choir based', 'The choir, trained in choral and solo singing, tours in spring.', 'spring'],
    ['Where does the ferry stop?', 'The ferry was built by Ada Lindqvist for 900 crowns.', 'Ada Lindqvist'],
    ['Where does the ferry stop?', 'The ferry stops for 20 minutes in the morning.', 'in the morning'],
    ['Who owns the mill?', 'The mill was sold for 900 crowns in May 1871.', '900 crowns'],
    ['who owns the mill', 'Nine of the mills were sold cheaply.', 'Nine'],
    ['who owns the mill', 'The mill was sold for 900 crowns in May 1871.', 'May 1871'],
    ['How many mills are there?', 'Most of the mills stand by the river.', 'Most'],
    ['how many mills are there', 'The AK-74 mill stands by the river.', 'AK-74'],
    ['When does the mill open?', 'The mill opens by hand.', 'by hand'],
  ])('%s never as “…” in: %s', (question, text, words) => {
    expect(seen(question, text, words)).not.toContain(words);
  });

  test.each([
    ['Where is the choir based?', 'The choir is based in northern Vollen.', 'Vollen'],
    ['where is the choir based', 'The choir sings in the old bakery.', 'the old bakery'],
    ['where do they sing', 'They mostly sing abroad.', 'abroad'],
    ['Who owns the mill?', 'The mill belongs to the town council.', 'the town council'],
    ['who owns the mill', 'The mill belongs to Tomas Varga.', 'Tomas Varga'],
    ['who runs it', 'Lindqvist runs it.', 'Lindqvist'],
    ['who was hurt', 'Nine sailors were hurt.', 'Nine sailors'],
    ['how many mills are there', 'Two dozen mills stand by the river.', 'Two dozen'],
    ['when does the mill open', 'The mill opens at 9:30.', '9:30'],
    ['When was it sold?', 'It was sold two days later.', 'two days later'],
    ['What did the man who built it say?', 'He said that it was of oak.', 'it was of oak'],
  ])('%s is marked in: %s', (question, text, words) => {
    expect(seen(question, text, words)).toEqual([words]);
  });
});
