import { afterAll, expect, test } from 'vitest';
import { QuestionError } from '../../src/runtime/errors.js';
import { BAKERY, BRIDGES, opened, temporaryConfig, writeArticles } from '../support/library.js';

const config = await temporaryConfig({ 'bridges.txt': BRIDGES, 'bakery.md': BAKERY }, afterAll);
const verbatim = await opened(config, undefined, afterAll);
await verbatim.reindex('changed');

test('an answer is a cited slice of the article', async () => {
  const answer = await verbatim.ask('How long does the rye bread rest?');
  expect(answer.kind).toBe('answered');
  const quote = answer.quotes[0];
  expect(quote?.text).toContain('nineteen hours');
  expect(verbatim.source('bakery.md')?.text.slice(quote?.start, quote?.end)).toBe(quote?.text);
  expect(quote?.citation).toMatchObject({
    number: 1,
    article: {
      id: 'bakery.md',
      title: 'A bakery on Mill Street',
      publisher: 'Ellery Courier',
      publishedAt: '2023-04-02',
      url: 'https://example.org/bakery',
    },
    locator: { paragraph: 1 },
  });
});

test('what the articles do not mention has the outcome nothing', async () => {
  const answer = await verbatim.ask('Which planets have rings?');
  expect(answer).toEqual({ kind: 'nothing', confidence: expect.any(Number), quotes: [] });
});

test.each(['', '   ', '?!…', 'x'.repeat(1001)])('a question that cannot be asked says why: %j', async (question) => {
  await expect(verbatim.ask(question)).rejects.toThrow(QuestionError);
});

test.each(['"', 'bridge AND (', 'NEAR(a b) OR *', "'; DROP TABLE articles; --", 'body:bridge ^cost'])(
  'search syntax in a question has no special meaning: %s',
  async (question) => {
    await expect(verbatim.ask(`${question} heron`)).resolves.toHaveProperty('kind');
  },
);

test('a question in chat spelling is answered like the one in plain English, and is kept as typed', async () => {
  const plain = await verbatim.ask('How long does the bread of Tomas Varga rest?');
  let asked = '';
  const onAsked = (each: string) => {
    asked = each;
  };
  const chat = await verbatim.ask('hw long does teh bread of tomas varga rest', { onAsked });
  expect(chat.quotes[0]?.text).toBe(plain.quotes[0]?.text);
  expect(chat.searchedAs).toBeUndefined();
  expect(asked).toBe('hw long does teh bread of tomas varga rest');
});

test('a question with a typo is searched with the correction, including its filters', async () => {
  let asked = '';
  const onAsked = (each: string) => {
    asked = each;
  };
  const answer = await verbatim.ask('wen was the heron brigde biult? before:2030', { onAsked });
  expect(answer).toMatchObject({ searchedAs: 'When was the Heron Bridge built?' });
  expect(asked).toBe('before:2030 When was the Heron Bridge built?');
});

test('a quote whose article has changed is not shown', async () => {
  const answer = await verbatim.ask('Who built the Heron Bridge?');
  expect(verbatim.verified(answer)).toEqual(answer);
  await writeArticles(config, { 'bridges.txt': `The weather was fine that day. ${BRIDGES}` });
  await verbatim.reindex('changed');
  expect(verbatim.verified(answer).quotes.map((quote) => quote.articleId)).not.toContain('bridges.txt');
});
