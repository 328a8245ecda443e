import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indexTerms, queryTerms } from '../../src/search/text/terms.js';

test('inflected forms, accents, case and possessives meet in one term', () => {
  expect(indexTerms('Bridges')).toEqual(indexTerms("bridge's"));
  expect(indexTerms('Café')).toEqual(indexTerms('CAFE'));
  expect(indexTerms('growing')).toEqual(indexTerms('grow'));
});

test('a compound is found whole and by its parts', () => {
  expect(indexTerms('re-use')).toEqual(expect.arrayContaining([...indexTerms('reuse'), ...indexTerms('use')]));
});

test('a number is found however its thousands are set', () => {
  expect(indexTerms('12,345,678')).toEqual(['12345678']);
  expect(indexTerms('3.5')).toEqual(['3.5']);
});

test('a question keeps what it is about', () => {
  expect(queryTerms('How many of the bridges does the city own?')).toEqual([
    ...indexTerms('bridges'),
    ...indexTerms('city own'),
  ]);
});

test('an acronym is no function word', () => {
  expect(queryTerms('What did the US and WHO say?')).toEqual(expect.arrayContaining(['us', 'who']));
  expect(queryTerms('What did U.S. officials say?')).toEqual(expect.arrayContaining(['us']));
});

test('a question of nothing but function words is searched as it is', () => {
  expect(queryTerms('who is it?').length).toBeGreaterThan(0);
});

test('scripts without spaces are looked up by pairs of characters', () => {
  expect(indexTerms('東京都')).toEqual(['東京', '京都']);
});

test('terms of any text are words that full-text syntax has no part in', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const term of [...indexTerms(text), ...queryTerms(text)]) expect(term).toMatch(/^[\p{L}\p{N}\p{M}.]+$/u);
    }),
  );
});
