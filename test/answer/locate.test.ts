import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Found } from '../../src/answer/locate/found.js';
import { wordsIn } from '../../src/answer/locate/words.js';
import type { Verbatim } from '../../src/app/verbatim.js';
import type { Article } from '../../src/article/model/article.js';
import { isQuotable } from '../../src/article/model/draft.js';
import { afterTests } from '../support/folders.js';
import { BAKERY, BRIDGES, opened, temporaryConfig } from '../support/library.js';

const FLEET = `# The fleet of Marrow Bay

The harbour office counted 35,000 crates of herring in 1931 – half of what it had counted the year before. “We had never seen the quay so empty,” the harbour master wrote; the wind blew at −5 °C.

The crew were paid as follows:

- The captain got 5% of the catch.
- Every deckhand was given £12 a month and as much rye as he could carry.

## What came after

By 1934 the office had sold **four** of its seven cutters. It was the end of the fleet, and it was the end of the town as people had known it.
`;
const KOLO = `Млин над річкою

Старий млин над річкою Колодою збудували у 1893 році брати Онищенки. Він молов жито й пшеницю для дев'яти сіл.
`;
const MARKET = `市場の歴史

この市場は明治三十五年に開かれた。魚と野菜を売る店が四十軒あった。
`;
const MIRROR = `---
title: Copied
---

Somebody copied this: The council closed it for eleven weeks because its bearings had rusted. Nothing more is known.
`;

let verbatim: Verbatim;
const after = afterTests();
beforeAll(async () => {
  const articles = {
    'bridges.txt': BRIDGES,
    'town/bakery.md': BAKERY,
    'fleet.md': FLEET,
    'kolo.txt': KOLO,
    'market.txt': MARKET,
    'secret/mirror.md': MIRROR,
  };
  verbatim = await opened(await temporaryConfig(articles, after), () => {}, after);
  await verbatim.reindex('changed');
});

const articleOf = (id: string) => verbatim.source(id) as Article;
const keysOf = (text: string) => wordsIn(text).map(({ key }) => key);
/** The marked words, as in the article. */
const marked = (found: Found) =>
  found.kind === 'found'
    ? found.matches.flatMap(({ quotes }) =>
        quotes.flatMap(({ articleId, marks = [] }) =>
          marks.map(({ start, end }) => articleOf(articleId).text.slice(start, end)),
        ),
      )
    : [];
const struck = (found: Found) =>
  found.kind === 'found'
    ? found.matches.flatMap(({ given, struck }) => struck.map(({ start, end }) => given.slice(start, end)))
    : [];

/** Words of an article, without a heading or the like between them. */
const stretches = ['bridges.txt', 'town/bakery.md', 'fleet.md', 'kolo.txt', 'market.txt'];
const anyStretch = (fewest: number) =>
  fc.constantFrom(...stretches).chain((id) => {
    const { blocks, text } = articleOf(id);
    const sections: ReturnType<typeof wordsIn>[] = [[]];
    for (const block of blocks) {
      if (isQuotable(block.kind)) sections.at(-1)?.push(...wordsIn(text, block));
      else sections.push([]);
    }
    const long = sections.filter((words) => words.length >= fewest);
    return fc.constantFrom(...long).chain((words) =>
      fc.integer({ min: 0, max: words.length - fewest }).chain((first) =>
        fc.integer({ min: fewest, max: Math.min(60, words.length - first) }).map((count) => ({
          id,
          start: words[first]?.start ?? 0,
          end: words[first + count - 1]?.end ?? 0,
        })),
      ),
    );
  });

test('every sequence of five words or more is found word for word, at its offsets', async () => {
  await fc.assert(
    fc.asyncProperty(anyStretch(5), async ({ id, start, end }) => {
      const given = articleOf(id).text.slice(start, end);
      const found = await verbatim.find(given);
      if (found.kind !== 'found') throw new Error(`${given}: ${found.kind}`);
      const [{ exact, quotes, struck: away }] = found.matches;
      expect({ exact, away }).toEqual({ exact: true, away: [] });
      const spans = quotes.flatMap(({ marks = [] }) => marks);
      const text = articleOf(quotes[0].articleId).text;
      expect(spans.flatMap((span) => keysOf(text.slice(span.start, span.end)))).toEqual(keysOf(given));
      const occurrences = keysOf(text).join(' ').split(keysOf(given).join(' ')).length - 1;
      // A sign that was cut off from its number is no longer a word.
      const words = wordsIn(given);
      const [from, to] = [start + (words[0]?.start ?? 0), start + (words.at(-1)?.end ?? 0)];
      if (quotes[0].articleId === id && occurrences === 1)
        expect([spans[0]?.start, spans.at(-1)?.end]).toEqual([from, to]);
      for (const quote of quotes) expect(text.slice(quote.start, quote.end)).toBe(quote.text);
    }),
    { numRuns: 150, examples: [[{ id: 'fleet.md', start: 148, end: 217 }]] },
  );
});

test('a text with one exchanged word is never reported as word for word', async () => {
  const exchange = fc.tuple(anyStretch(8), fc.nat(), fc.constantFrom('1777', 'zebra', '3.5', '%'));
  await fc.assert(
    fc.asyncProperty(exchange, async ([{ id, start, end }, nth, other]) => {
      const original = articleOf(id).text.slice(start, end);
      const words = wordsIn(original);
      const word = words[nth % words.length];
      if (!word) return;
      const given = `${original.slice(0, word.start)} ${other} ${original.slice(word.end)}`;
      const found = await verbatim.find(given);
      if (found.kind !== 'found') return;
      for (const match of found.matches) expect(match.exact && match.given.includes(other)).toBe(false);
      const whole = found.matches.find((match) => match.given.includes(other));
      if (whole) expect(struck(found).join(' ')).toContain(other);
    }),
    { numRuns: 60 },
  );
});

describe('differences are shown on both sides', () => {
  test.each([
    ['a number', 'The harbour office counted 53,000 crates of herring in 1931.', ['53,000'], ['35,000']],
    ['a sign', 'The captain got £5 of the catch.', ['£'], ['%']],
    ['a word left out', 'It was built in 1871 by engineer Ada Lindqvist.', [], ['the']],
    ['a word put in', 'The council never closed it for eleven weeks because its bearings had rusted.', ['never'], []],
    [
      'the first word',
      'Nine loaves cost forty crowns. Schools pay half of that.',
      ['Nine loaves cost'],
      ['A loaf costs'],
    ],
    [
      'a name in another language',
      'Старий млин над річкою Колодою збудували у 1895 році брати Онищенки.',
      ['1895'],
      ['1893'],
    ],
  ])('%s', async (_what, given, away, instead) => {
    const found = await verbatim.find(given);
    expect(found).toMatchObject({ kind: 'found', matches: [{ exact: false, given }] });
    expect([struck(found), marked(found)]).toEqual([away, instead]);
  });
});

describe('what does not count as a difference', () => {
  test.each([
    [
      'case, quotation marks, dashes and white space',
      'COUNTED 35,000 crates of\nherring in 1931 - half of what it had counted',
    ],
    ['the quotation marks around it', '"we had never seen the quay so empty"'],
    ['markdown', 'By 1934 the office had sold four of its seven cutters.'],
    ['a block quote with words around it', 'Look at this!\n> Every deckhand was given £12 a month\nIs that fair?'],
    ['words around a quotation', 'Is “the end of the town as people had known it” not a bit much?'],
    ['a link below', 'A loaf costs forty crowns.\nhttps://example.org/bakery?x=1'],
  ])('%s', async (_what, given) => {
    expect(await verbatim.find(given)).toMatchObject({ kind: 'found', matches: [{ exact: true }] });
  });
});

test('a quotation is shown in its sentence, with its locator', async () => {
  const found = await verbatim.find('four of its seven cutters. It was the end of the fleet');
  expect(found).toMatchObject({
    matches: [
      {
        quotes: [
          {
            text: expect.stringMatching(/^By 1934 .* known it\.$/su),
            citation: { number: 1, article: { id: 'fleet.md' }, locator: { heading: 'What came after', paragraph: 5 } },
          },
        ],
      },
    ],
  });
});

test('another article with the same words is cited, unless it is outside the collections', async () => {
  const given = 'The council closed it for eleven weeks because its bearings had rusted.';
  const ids = (found: Found) =>
    found.kind === 'found'
      ? found.matches.flatMap(({ quotes }) =>
          quotes.flatMap(({ articleId, also = [] }) => [articleId, ...also.map((each) => each.articleId)]),
        )
      : [];
  expect(ids(await verbatim.find(given)).sort()).toEqual(['bridges.txt', 'secret/mirror.md']);
  expect(ids(await verbatim.within(new Set([''])).find(given))).toEqual(['bridges.txt']);
  const elsewhere = await verbatim.within(new Set(['town'])).find(given);
  expect(JSON.stringify(elsewhere)).not.toMatch(/bridges|mirror/);
});

test('a true quotation does not hide a change next to it', async () => {
  const found = await verbatim.find(
    'The harbour office counted 53,000 crates of herring in 1931. “We had never seen the quay so empty,” the harbour master wrote.',
  );
  expect(struck(found)).toContain('53,000');
});

test('each quotation in a message is found separately', async () => {
  const found = await verbatim.find(
    '“Schools pay half of that cost.” And also: “His rye bread rests for nineteen hours” — so they say.',
  );
  expect(found).toMatchObject({ kind: 'found', matches: [{ exact: true }, { exact: false }] });
});

test('an invented text gets the closest quotes as related ones; an unrelated text gets none', async () => {
  const found = await verbatim.find('I heard that the repairs to the Heron Bridge were very expensive.');
  expect(found).toMatchObject({ kind: 'related', quotes: [{ articleId: 'bridges.txt' }] });
  if (found.kind === 'related') {
    for (const quote of found.quotes) {
      expect(articleOf(quote.articleId).text.slice(quote.start, quote.end)).toBe(quote.text);
      expect(quote).not.toHaveProperty('marks');
    }
  }
  expect(await verbatim.find('Gigabit ethernet switches drop jumbo frames.')).toEqual({ kind: 'nothing' });
});

test('a text without words, or one that is too long, is refused', async () => {
  await expect(verbatim.find(' 🙂 !')).rejects.toThrow(/no words/);
  await expect(verbatim.find('word '.repeat(1_000))).rejects.toThrow(/5000 characters; .* up to 4000/);
});
