import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { cleanArticle } from '../../src/article/clean.js';
import { loadArticles } from '../../src/article/load.js';
import type { Article } from '../../src/article/model/article.js';
import { isoDate } from '../../src/article/text/dates.js';
import { passagesOf } from '../../src/article/text/passages.js';

const clean = (text: string, format: 'plain' | 'markdown' = 'plain', title?: string) =>
  cleanArticle({ id: 'x', text, format, title });
const shown = ({ text, blocks }: Article) => blocks.map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`);
const PROSE = 'The council met on Monday and agreed on a plan for the harbour, which will be rebuilt within two years.';

describe('plain text', () => {
  it('keeps a text with one paragraph quotable, whatever it says', () => {
    for (const text of ['A title without an end', 'Share this article', PROSE]) {
      expect(shown(clean(text))).toEqual([`paragraph: ${text}`]);
    }
  });

  it('finds title, byline, headings and items', () => {
    const text = `Harbour plan agreed\nBy Jane Doe\nPublished: Dec 5, 2024\n${PROSE}\nWhat comes next\n- ${PROSE}\n2. Short one`;
    const article = clean(text);
    expect(shown(article).map((line) => line.split(':')[0])).toEqual([
      ...['title', 'byline', 'byline', 'paragraph', 'heading', 'item', 'item'],
    ]);
    expect(article).toMatchObject({
      title: 'Harbour plan agreed',
      meta: { author: 'Jane Doe', publishedAt: '2024-12-05' },
    });
    expect(shown(article).at(-1)).toBe('item: Short one');
  });

  it('joins hard-wrapped lines into one paragraph', () => {
    const wrapped = PROSE.replace(/(.{40,50}) /g, '$1\n');
    expect(shown(clean(`${wrapped}\n\n${wrapped}`))).toEqual([`paragraph: ${wrapped}`, `paragraph: ${wrapped}`]);
  });

  it('marks what sites put around an article', () => {
    const footer = [
      'Share this article',
      'Subscribe to our weekly newsletter and never miss a story.',
      'Warm Winter Hats – Soft wool for cold days.',
      'Related: Bridge closed for repairs',
      'Become a member and support our journalism. Your donation keeps us going.',
      '3 comments',
      '© 2024 Sample Press. All rights reserved.',
    ];
    const article = clean(
      ['Harbour plan agreed', 'News / Local', PROSE, 'Harbour plan agreed', PROSE, ...footer].join('\n'),
    );
    const kinds = article.blocks.map(({ kind }) => kind);
    expect(kinds).toEqual([
      'title',
      'boilerplate',
      'paragraph',
      'boilerplate',
      'paragraph',
      ...footer.map(() => 'boilerplate'),
    ]);
    expect(article.meta.publisher).toBe('Sample Press');
  });

  it('quotes ordinary sentences that mention such things', () => {
    const sentences = [
      'Readers can subscribe to the newsletter of the museum for ten euros a year.',
      'He took the photo by the river and would not say who is related to whom.',
      'She asked the rich to donate money to the hospital, and some of them did.',
      'The shop now sells bread, and buyers share this view.',
      'Photographs of the harbour were shown. Related questions came up later.',
      'People who want to support us were told about cookies.',
    ];
    expect(clean([...sentences, PROSE].join('\n')).blocks.map(({ kind }) => kind)).toEqual([
      ...sentences.map(() => 'paragraph'),
      'paragraph',
    ]);
  });

  it('leaves lists of short lines quotable', () => {
    expect(clean('Apples\nPears\nPlums\nCherries').blocks.every(({ kind }) => kind === 'paragraph')).toBe(true);
  });

  it('uses the first words as the title if there is none', () => {
    expect(clean(`${PROSE}\n${PROSE}`).title).toBe(
      'The council met on Monday and agreed on a plan for the harbour, which will be rebuilt…',
    );
  });
});

it('reads Markdown without its markers', () => {
  const text = [
    '# Harbour *plan*\n\nFirst line\nsecond line.\n\n<!-- hidden\nstill -->\n\n![alone](a.png)\n\n[ref]: https://example.org',
    'Set heading\n===\n\n- one\n  more\n* two\n\n***\n\n> quoted words\n\n```js\ncode();\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |',
  ].join('\n\n');
  expect(shown(clean(text, 'markdown'))).toEqual([
    'title: Harbour *plan*',
    'paragraph: First line\nsecond line.',
    'heading: Set heading',
    'item: one\n  more',
    'item: two',
    'paragraph: quoted words',
    'code: code();',
    'item: | a | b |',
    'item: | 1 | 2 |',
  ]);
  expect(clean(text, 'markdown').title).toBe('Harbour plan');
});

it('uses the language that is given or clear', () => {
  const german =
    'Der Rat der Stadt hat am Montag beschlossen, dass der Hafen in den nächsten zwei Jahren neu gebaut werden soll. '.repeat(
      3,
    );
  expect(clean(german).meta.language).toBe('de');
  expect(clean('Совет города решил построить новую гавань.').meta.language).toBe('ru');
  expect(clean(PROSE).meta.language).toBe('en');
  expect(cleanArticle({ id: 'x', text: PROSE, format: 'plain', language: 'eng_GB' }).meta.language).toBe('en-GB');
});

it.each([
  ['Dec 5, 2024\u00a0 -\u00a0 23:00', '2024-12-05T23:00'],
  ['5. Dezember 2024', '2024-12-05'],
  ['Thu, 05 Dec 2024 23:00:00 +0000', '2024-12-05T23:00Z'],
  ['2024-12-05T23:00:10+0100', '2024-12-05T23:00+01:00'],
  ['13/12/2024', '2024-12-13'],
  ['05/12/2024', undefined],
  ['2024-02-31', undefined],
  ['On Dec 5, 2024 it rained', undefined],
])('reads %j as the date %j', (text, date) => {
  expect(isoDate(text)).toBe(date);
});

it('changes the hash with anything that is indexed', () => {
  const base = { id: 'x', text: PROSE, format: 'plain' } as const;
  const hashes = [base, { ...base, text: `${PROSE} More.` }, { ...base, title: 'T' }, { ...base, publisher: 'P' }];
  expect(new Set(hashes.map((raw) => cleanArticle(raw).contentHash)).size).toBe(4);
  expect(cleanArticle({ ...base, id: 'y' }).contentHash).toBe(cleanArticle(base).contentHash);
});

it('keeps passages under one heading, and boilerplate out of them', () => {
  const article = clean(`Title line\n${PROSE}\nPhoto: Jane Doe\n${PROSE}\nNext part\n${PROSE}\n${PROSE}`);
  const passages = passagesOf(article);
  expect(passages.map(({ heading, sentences }) => [heading, sentences.length])).toEqual([
    [undefined, 1],
    [undefined, 1],
    ['Next part', 2],
  ]);
});

const real = fileURLToPath(new URL('../../../shared/articles', import.meta.url));
describe.skipIf(!existsSync(real))('the articles of ../shared/articles (skipped where they are absent)', () => {
  it('have boilerplate marked', async () => {
    const { articles, problems } = await loadArticles(real);
    expect(problems).toEqual([]);
    const counts = articles.map(({ blocks }) => {
      const count = (...kinds: string[]) => blocks.filter(({ kind }) => kinds.includes(kind)).length;
      return [count('paragraph', 'item'), count('heading'), count('title'), count('byline'), count('boilerplate')];
    });
    expect(counts).toEqual([
      [15, 4, 1, 0, 4],
      [20, 0, 0, 0, 0],
      [5, 0, 1, 0, 3],
      [8, 3, 0, 0, 0],
      [8, 0, 1, 1, 4],
    ]);
    expect(articles.at(-1)?.meta.publishedAt).toBe('2024-12-05T23:00');
  });
});
