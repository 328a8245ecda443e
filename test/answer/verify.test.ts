import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Answer, Quote } from '../../src/answer/quoting/answer.js';
import { verify } from '../../src/answer/quoting/verify.js';
import { cleanArticle } from '../../src/article/clean.js';

const article = cleanArticle({ id: 'a', format: 'plain', text: 'The lamp was lit. The door stood open. Nobody came.' });

function quote(start: number, end: number, text = article.text.slice(start, end)): Quote {
  const { id, title, meta } = article;
  return {
    articleId: 'a',
    start,
    end,
    text,
    score: 1,
    citation: { number: 1, article: { id, title, ...meta }, locator: { paragraph: 1 } },
  };
}

const answered = (...quotes: [Quote, ...Quote[]]): Answer => ({ kind: 'answered', confidence: 0.9, quotes });

test('exact quotes pass unchanged', () => {
  const answer = answered(quote(0, 17), quote(18, 38));
  expect(verify(answer, () => article)).toEqual(answer);
});

test('a quote with any error is never shown', () => {
  fc.assert(
    fc.property(fc.nat(article.text.length), fc.nat(article.text.length), fc.string(), (start, end, text) => {
      const result = verify(answered(quote(start, end, text)), () => article);
      for (const shown of result.quotes) expect(article.text.slice(shown.start, shown.end)).toBe(shown.text);
      if (text !== article.text.slice(start, end)) expect(result.kind).toBe('nothing');
    }),
  );
});

test('without its first quote, an answer no longer claims to answer', () => {
  expect(verify(answered(quote(0, 17, 'The lamp was out.'), quote(18, 38)), () => article)).toMatchObject({
    kind: 'closest',
    quotes: [{ start: 18 }],
  });
});

test('quotes of a missing article are not shown', () => {
  expect(verify(answered(quote(0, 17)), () => undefined)).toEqual({ kind: 'nothing', confidence: 0, quotes: [] });
});

test('quotes of other articles are verified too, and with only one quote left nothing differs', () => {
  const off = quote(18, 38, 'The door stood shut.');
  const repeated = { ...quote(0, 17), also: [quote(18, 38), off] };
  expect(verify(answered(repeated), () => article).quotes).toEqual([{ ...quote(0, 17), also: [quote(18, 38)] }]);
  expect(verify(answered({ ...quote(0, 17), also: [off] }), () => article).quotes).toEqual([quote(0, 17)]);
  const differing: Answer = { kind: 'answered', confidence: 0.9, quotes: [quote(0, 17), off], differ: true };
  expect(verify(differing, () => article)).toEqual(answered(quote(0, 17)));
});
