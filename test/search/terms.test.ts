import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indexTerms, queryTerms } from '../../src/search/text/terms.js';

test('inflected forms, accents, case and possessives have the same term', () => {
  expect(indexTerms('Bridges')).toEqual(indexTerms("bridge's"));
  expect(indexTerms('Café')).toEqual(indexTerms('CAFE'));
  expect(indexTerms('growing')).toEqual(indexTerms('grow'));
});

test('a compound is found as one word and by its parts', () => {
  expect(indexTerms('re-use')).toEqual(expect.arrayContaining([...indexTerms('reuse'), ...indexTerms('use')]));
});

test('a number is found in any notation for thousands', () => {
  expect(indexTerms('12,345,678')).toEqual(['12345678']);
  expect(indexTerms('3.5')).toEqual(['3.5']);
});

test('a question keeps its content words', () => {
  expect(queryTerms('How many of the bridges does the city own?')).toEqual([
    ...indexTerms('bridges'),
    ...indexTerms('city own'),
  ]);
});

test('an acronym is not a function word', () => {
  expect(queryTerms('What did the US and WHO say?')).toEqual(expect.arrayContaining(['us', 'who']));
  expect(queryTerms('What did U.S. officials say?')).toEqual(expect.arrayContaining(['us']));
});

test('a question with only function words is searched unchanged', () => {
  expect(queryTerms('who is it?').length).toBeGreaterThan(0);
});

test('scripts without spaces are indexed by pairs of characters', () => {
  expect(indexTerms('東京都')).toEqual(['東京', '京都']);
});

test('terms of any text are free of full-text syntax', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const term of [...indexTerms(text), ...queryTerms(text)]) expect(term).toMatch(/^[\p{L}\p{N}\p{M}.]+$/u);
    }),
  );
});
