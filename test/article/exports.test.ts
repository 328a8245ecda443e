import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { type LoadedArticles, loadArticles } from '../../src/article/load.js';
import { encodeAs } from '../support/encode.js';
import { temporaryFolder } from '../support/folders.js';

async function load(files: Readonly<Record<string, string | Buffer>>): Promise<LoadedArticles> {
  const folder = await temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  return loadArticles(folder);
}

const said = ({ articles }: LoadedArticles) => articles.map(({ title, text }) => [title, text]);

test('a table has one article per row, whatever the names and order of its columns', async () => {
  const { articles, problems } = await load({
    'news/export.csv':
      '\ufeffPublished At,Headline,BODY,ignored,Permalink,Author,Source,Lang,GUID\r\n' +
      '2024-05-02,"The ferry, again","It runs ""always"".\nIn ice, too.",x,https://courier.example/f,Ida Holm,Courier,de,f-1\r\n',
  });
  expect(problems).toEqual([]);
  expect(articles).toMatchObject([
    {
      id: 'f-1',
      title: 'The ferry, again',
      text: 'It runs "always".\nIn ice, too.',
      meta: {
        publisher: 'Courier',
        author: 'Ida Holm',
        publishedAt: '2024-05-02',
        url: 'https://courier.example/f',
        language: 'de',
        collection: 'news',
      },
    },
  ]);
});

test.each([
  ['commas', 'a.csv', ','],
  ['semicolons', 'a.csv', ';'],
  ['tabs', 'a.tsv', '\t'],
  ['tabs under the name of a .csv', 'a.csv', '\t'],
  ['bars', 'a.csv', '|'],
])('a table with %s is recognised by its first row', async (_, name, delimiter) => {
  const rows = [
    ['title', 'text', 'date'],
    ['One', '"First; text, with\tall | of them."', '2024-01-02'],
  ];
  const loaded = await load({ [name]: rows.map((row) => row.join(delimiter)).join('\n') });
  expect(said(loaded)).toEqual([['One', 'First; text, with\tall | of them.']]);
  const named = await load({ 'b.csv': `sep=${delimiter}\n${rows.map((row) => row.join(delimiter)).join('\n')}` });
  expect(said(named)).toEqual([['One', 'First; text, with\tall | of them.']]);
});

test('a table in another encoding is read', async () => {
  const rows = 'title;text\nМост;Мост через реку построили в 1962 году, и он до сих пор открыт для поездов.\n';
  const expected = [['Мост', 'Мост через реку построили в 1962 году, и он до сих пор открыт для поездов.']];
  expect(said(await load({ 'a.csv': encodeAs('windows-1251', rows) }))).toEqual(expected);
  expect(said(await load({ 'a.csv': encodeAs('utf-16le', `\ufeff${rows}`) }))).toEqual(expected);
});

test('any cells are read back as written', async () => {
  const cell = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .map((text) => `x${text.replace(/[\p{Cc}\p{Zl}\p{Zp}<&\ufeff]/gu, '')}x`);
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 }), async (rows) => {
      const lines = rows.map(([title, text], at) => [`id-${at}`, title, `${text}\n${text}`].map(quoted).join(','));
      const { articles } = await load({ 'a.csv': ['id,title,text', ...lines].join('\r\n') });
      expect(articles.map(({ text }) => text)).toEqual(rows.map(([, text]) => `${text}\n${text}`));
    }),
    { numRuns: 60 },
  );
});

test('each unreadable row is reported, and the others are read', async () => {
  const { articles, problems } = await load({
    'a.csv': 'title,text\nOne,First text.\nTwo,\n,,\nThree,a,b,c\nFour,Fourth text.\nFive,"never closed\nSix,x\n',
    'b.csv': 'name,price\nRye,3\n',
    'c.csv': '',
  });
  expect(articles.map(({ title }) => title)).toEqual(['One', 'Four']);
  expect(problems).toEqual([
    { where: 'a.csv:3', reason: expect.stringContaining('no text') },
    { where: 'a.csv:5', reason: expect.stringContaining('4 cells under 2 names') },
    { where: 'a.csv:7', reason: expect.stringContaining('never closed') },
    { where: 'b.csv', reason: expect.stringContaining('No column for the text') },
    { where: 'c.csv', reason: expect.stringContaining('No column for the text') },
  ]);
});

test('a generated id stays the same when other rows are added or removed', async () => {
  const row = (name: string, link = '') => `${name},Text of ${name}.,${link}`;
  const ids = async (...rows: string[]) => {
    const { articles } = await load({ 'a.csv': ['title,text,url', ...rows].join('\n') });
    return new Map(articles.map(({ id, text }) => [text, id]));
  };
  const before = await ids(row('One'), row('Two', 'https://e.example/2'), row('Three'));
  const renamed = '"Two, once more",Text of Two.,https://e.example/2';
  const after = await ids(row('Zero'), row('Three'), renamed);
  expect(after.get('Text of Three.')).toBe(before.get('Text of Three.'));
  expect(after.get('Text of Two.')).toBe(before.get('Text of Two.'));
  expect(before.get('Text of One.')).toMatch(/^a\.csv#[0-9a-f]{12}$/);
  expect(new Set((await ids(row('Same'), row('Same').replace('Text', 'Other'))).values()).size).toBe(2);
});

test('a text with markup is read like a page, and one that only mentions it is left unchanged', async () => {
  const rows = [
    {
      id: 'a',
      title: 'Tea &amp; <em>milk</em>',
      content: '<!-- wp:paragraph --><p>Black <b>tea</b>.</p><p style="display:none">gorse</p><ul><li>Milk',
    },
    { id: 'b', title: 'Old', body: 'One <em>line</em>.\n\nAnother &amp; last.' },
    { id: 'c', title: 'Plain', text: 'If a < b & b > c, then a &lt; c.' },
  ];
  const { articles } = await load({ 'a.jsonl': rows.map((row) => JSON.stringify(row)).join('\n') });
  expect(articles.map(({ title, text }) => [title, text])).toEqual([
    ['Tea & milk', 'Black tea.\n\nMilk'],
    ['Old', 'One line.\n\nAnother & last.'],
    ['Plain', 'If a < b & b > c, then a &lt; c.'],
  ]);
});

test.each<[string, unknown]>([
  ['a list', [{ id: 1, headline: 'One', content: 'First text.' }]],
  ['a list in an object', { count: 1, articles: [{ id: 1, title: 'One', text: 'First text.' }] }],
  ['a single article', { id: 1, title: 'One', body: 'First text.' }],
  [
    'a JSON feed',
    {
      version: 'https://jsonfeed.org/version/1.1',
      items: [{ id: '1', title: 'One', content_html: '<p>First text.</p>' }],
    },
  ],
  ['what an API of a blog gives', [{ id: 1, title: { rendered: 'One' }, content: { rendered: '<p>First text.</p>' } }]],
])('.json is read that has %s', async (_, value) => {
  const { articles, problems } = await load({ 'a.json': JSON.stringify(value) });
  expect(problems).toEqual([]);
  expect(articles).toMatchObject([{ id: '1', title: 'One', text: 'First text.' }]);
});

test('values in JSON that are not articles are reported', async () => {
  const deep = `${'['.repeat(200_000)}1${']'.repeat(200_000)}`;
  const { problems } = await load({
    'a.json': '[{"id":1,"title":"One","text":"First text."}, 5, {"id":2,"text":{"x":1}}]',
    'b.json': '{"id": ',
    'c.json': '{"name":"verbatim","version":"1.0.0"}',
    'd.json': '[]',
    'e.json': deep,
    'f.jsonl': `[1]\n${deep}\n{"id":2,"title":"T","text":["no"]}`,
  });
  expect(problems.map(({ where }) => where)).toEqual([
    'a.json:2',
    'a.json:3',
    'b.json',
    'c.json',
    'd.json',
    'e.json:1',
    'f.jsonl:1',
    'f.jsonl:2',
    'f.jsonl:3',
  ]);
  for (const { reason } of problems) expect(reason).toMatch(/^[A-Z].*\.$/s);
});

test('no name in a file reaches a prototype', async () => {
  const poison = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];
  const line = (id: string) =>
    `{"id":"${id}","title":"T","text":"Text of ${id}.",${poison.map((name) => `"${name}":{"polluted":true,"title":"no"}`).join()}}`;
  const { articles, problems } = await load({
    'a.jsonl': line('a'),
    'b.json': `[${line('b')}]`,
    'c.csv': `id,title,text,${poison.join()}\nc,T,Text of c.,${poison.map(() => 'polluted').join()}\n`,
    'd.md': `---\n${stringify({ title: 'T' })}__proto__: {polluted: true}\nconstructor: {prototype: {polluted: true}}\n---\nText of d.`,
    'e.html': `<html lang="en"><head><title>T</title><meta name="__proto__" content="polluted"><script type="application/ld+json">{"@type":"Article","__proto__":{"polluted":true},"@id":"__proto__","author":{"@id":"__proto__"}}</script></head><body><p>Text of e.</p></body></html>`,
  });
  expect(problems).toEqual([]);
  expect(articles.map(({ title, text }) => [title, text])).toEqual(
    'abcde'.split('').map((id) => ['T', `Text of ${id}.`]),
  );
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
});
