import { afterAll, describe, expect, test } from 'vitest';
import { parseQuestion } from '../../../src/answer/question/filters.js';
import { QuestionError } from '../../../src/runtime/errors.js';
import { opened, temporaryConfig } from '../../support/library.js';

describe('a question is parsed', () => {
  test.each([
    ['When was it?', 'When was it?', {}],
    ['Who came  from:Courier  and left?', 'Who came and left?', { publishers: ['Courier'] }],
    ['from:"Sample Gazette" Who came?', 'Who came?', { publishers: ['Sample Gazette'] }],
    ['Who came? from:“Sample Gazette”', 'Who came?', { publishers: ['Sample Gazette'] }],
    ['Who came? Before:2024-12 AFTER:2023', 'Who came?', { before: ['2024-12'], after: ['2023'] }],
    ['Who came after:2024-02-29?', 'Who came', { after: ['2024-02-29'] }],
    ['Who said "we were here"?', 'Who said "we were here"?', { phrases: ['we were here'] }],
    ['Who said „wir“ and «nous» and “us”?', 'Who said „wir“ and «nous» and “us”?', { phrases: ['wir', 'nous', 'us'] }],
    ['Is a 5" pipe wider than a 4" one?', 'Is a 5" pipe wider than a 4" one?', {}],
    ['What came from: the north, or wherefrom:x?', 'What came from: the north, or wherefrom:x?', {}],
    ['Who left "?', 'Who left "?', {}],
  ])('%s', (raw, text, filters) => {
    expect(parseQuestion(raw)).toEqual({
      text,
      filters: { publishers: [], before: [], after: [], phrases: [], ...filters },
    });
  });

  test.each(['before:Christmas', 'after:2024-13', 'before:2023-02-29', 'after:24', 'before:"last year"'])(
    'a filter with an invalid date says what a date looks like: %s',
    (filter) => {
      expect(() => parseQuestion(`Who came? ${filter}`)).toThrow(QuestionError);
      expect(() => parseQuestion(`Who came? ${filter}`)).toThrow(/2024-12-05/);
    },
  );

  test('filters alone are not a question', () => {
    expect(() => parseQuestion('from:Courier before:2024')).toThrow(/Ask a question in words/);
  });
});

const text = (place: string, cost: number) =>
  `The market hall of ${place} was repaired last year.\n\nThe repairs of the hall cost ${cost} crowns, and the “old clock”\nin its tower was kept.\n`;
const article = (publisher: string, publishedAt: string, place: string, cost: number) =>
  `---\ntitle: The hall of ${place}\npublisher: ${publisher}\npublishedAt: ${publishedAt}\n---\n${text(place, cost)}`;

const config = await temporaryConfig(
  {
    'one.md': article('Ellery Courier', '2023-04-02', 'Port Ellery', 410),
    'two.md': article('Vale Gazette', '2023-12-31', 'Upper Vale', 520),
    'three.md': article('Vale Gazette Weekly', '2024-01-01', 'Lower Vale', 630),
    'four.txt': text('Nowhere', 740),
    // With so many passages about the hall, the filtered ones would be ranked low without a filter.
    ...Object.fromEntries(
      Array.from({ length: 90 }, (_, at) => [
        `filler-${at}.txt`,
        `The repairs of hall ${at} cost ${at} crowns.\n\nWhat the repairs of the hall cost is known.\n`,
      ]),
    ),
  },
  afterAll,
);
const verbatim = await opened(config, undefined, afterAll);
await verbatim.reindex('changed');

describe('filters narrow the search to the articles they name', () => {
  const found = async (filter: string) => {
    const { quotes } = await verbatim.ask(`What did the repairs of the hall cost? ${filter}`);
    return [...new Set(quotes.map((quote) => quote.articleId))].sort();
  };

  test.each([
    ['from:"Ellery Courier"', ['one.md']],
    ['from:courier', ['one.md']],
    ['from:"vale gazette"', ['two.md']],
    ['from:weekly', ['three.md']],
    ['before:2023-12-31', ['one.md']],
    ['before:2023-12', ['one.md']],
    ['before:2023', []],
    ['after:2023', ['three.md']],
    ['after:2023-12-31', ['three.md']],
    ['after:2023-12-30 before:2024', ['two.md']],
    ['from:courier after:2024', []],
  ])('%s', async (filter, articles) => {
    expect(await found(filter)).toEqual(articles);
  });

  test.each(['"old clock" in its tower', '"\'Old Clock\' in its"', '“the hall cost 630 crowns”'])(
    'a quoted phrase must be in the passage: %s',
    async (phrase) => {
      const { quotes } = await verbatim.ask(`What did the repairs cost? ${phrase}`);
      for (const { articleId } of quotes) expect(['one.md', 'two.md', 'three.md', 'four.txt']).toContain(articleId);
    },
  );

  test('a phrase that occurs nowhere finds nothing', async () => {
    expect((await verbatim.ask('What did the "repairs of a hall cost"?')).kind).toBe('nothing');
    expect((await verbatim.ask('What did the "epairs of the hall" cost?')).kind).toBe('nothing');
  });

  test('an unknown publisher is answered with the list of known ones', async () => {
    await expect(found('from:Times')).rejects.toThrow(QuestionError);
    await expect(found('from:Times')).rejects.toThrow(/“Times”.*Ellery Courier, Vale Gazette, Vale Gazette Weekly/);
  });
});
