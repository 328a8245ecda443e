import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { savedPage } from '../../src/article/formats/html/saved-page.js';
import { loadArticles } from '../../src/article/load.js';
import type { Article } from '../../src/article/model/article.js';
import { encodeAs } from '../support/encode.js';
import { temporaryFolder } from '../support/folders.js';

/** The article that a page is read as. */
async function read(page: string | Buffer, name = 'page.html'): Promise<Article> {
  const folder = await temporaryFolder();
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, name), page);
  const { articles, problems } = await loadArticles(folder);
  expect(problems).toEqual([]);
  const [article, ...others] = articles;
  if (!article || others.length > 0) throw new Error(`${articles.length} articles`);
  return article;
}

const blocksOf = ({ text, blocks }: Article) =>
  blocks.map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`);
const quotable = (article: Article) =>
  article.blocks
    .filter(({ kind }) => ['paragraph', 'item', 'code'].includes(kind))
    .map(({ start, end }) => article.text.slice(start, end))
    .join('\n');

const PROSE = [
  'The ferry across the Lenne runs from six in the morning, in every weather, until the last train has come in.',
  'It was built in the yard at Osten, carries eleven cars, and has never been late by more than a quarter of an hour.',
  'Its captain, who took over from her father in 1998, says that ice stopped it only twice, both times in February.',
];
const paragraphs = PROSE.map((text) => `<p>${text}</p>`).join('');

test('the main text of a web page is read, in blocks, without site furniture', async () => {
  const page = `<!doctype html><html lang="en"><head><title>The ferry</title></head><body>
    <header><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><p>The Lenne Courier, since 1901</p></header>
    <main><article><h1>The ferry</h1>${paragraphs}
      <h2>What it carries</h2><ul><li>Cars,<br>vans</li><li>Bicycles</li></ul>
      <figure><img src="f.jpg" alt=""><figcaption>The ferry in 1931.</figcaption></figure>
      <blockquote><p>We wait for nobody, and nobody has to wait for us.</p></blockquote>
      <table><tr><th>Year</th><th>Cars</th></tr><tr><td>1998</td><td>9,000</td></tr></table>
      <pre>06:00  Osten
06:20  Westen</pre></article></main>
    <aside><h2>More news</h2><p>A bakery opened, and people queued for saffron buns until noon, it is said.</p></aside>
    <footer><p>All rights reserved.</p></footer></body></html>`;
  expect(blocksOf(await read(page))).toEqual([
    'title: The ferry',
    ...PROSE.map((text) => `paragraph: ${text}`),
    'heading: What it carries',
    'item: Cars,\nvans',
    'item: Bicycles',
    'boilerplate: The ferry in 1931.',
    'paragraph: We wait for nobody, and nobody has to wait for us.',
    'item: Year | Cars',
    'item: 1998 | 9,000',
    'code: 06:00  Osten\n06:20  Westen',
  ]);
});

test('hidden text of a page is never quotable', async () => {
  const secret = 'The secret word is gorse, and it has to stay hidden in every browser that shows this page.';
  const hiding = [
    `<p hidden>${secret}</p>`,
    `<div style="color: red; display : NONE">${secret}</div>`,
    `<div style="display/**/:none">${secret}</div>`,
    `<p style="visibility:hidden">${secret}</p>`,
    `<div aria-hidden="true"><p>${secret}</p></div>`,
    `<template><p>${secret}</p></template>`,
    `<noscript><p>${secret}</p></noscript>`,
    `<script>document.write(${JSON.stringify(secret)})</script>`,
    `<style>/* ${secret} */</style>`,
    `<!-- ${secret} -->`,
    `<dialog>${secret}</dialog>`,
    `<span class="visually-hidden">${secret}</span>`,
    `<textarea>${secret}</textarea>`,
    `<iframe srcdoc="x">${secret}</iframe>`,
    `<svg><title>${secret}</title><text>${secret}</text></svg>`,
    `<img alt="${secret}" src="x">`,
  ];
  const long = await read(`<html><body><article>${paragraphs}${hiding.join('')}</article></body></html>`);
  const short = await read(`<p>A short page.</p>${hiding.join('')}`);
  for (const article of [long, short]) expect(article.text).not.toContain('gorse');
  expect(quotable(long)).toBe(PROSE.join('\n'));
  expect(quotable(short)).toBe('A short page.');
});

test('a page that is too short or mostly a list is read completely, except its navigation', async () => {
  const page =
    '<title>Opening hours</title><nav><p>Home</p></nav><ul><li><a href="/">Start</a></li><li><a href="/x">Contact</a></li></ul><h1>Opening hours</h1><dl><dt>Monday</dt><dd>8 to 12</dd><dt>Friday</dt><dd>8 to 16</dd></dl><div role="contentinfo">Imprint</div>';
  const article = await read(page);
  expect(article.title).toBe('Opening hours');
  expect(quotable(article)).toBe('Monday\n8 to 12\nFriday\n8 to 16');
});

test('headings keep their places, also in wrappers with links and as buttons that open the text below', async () => {
  const [first, second, third] = PROSE.map((text) => `<p>${text}</p><p>${text.replace('the', 'its')}</p>`);
  const page = `<main><h1>The ferry</h1>${first}<div class="heading"><h2>History</h2><span>[<a href="/edit">edit</a>]</span></div>${second}
    <h3><button aria-expanded="false">How does one pay?</button></h3><div>${third}</div></main>`;
  const article = await read(page);
  expect(blocksOf(article).filter((block) => block.startsWith('heading'))).toEqual([
    'heading: History',
    'heading: How does one pay?',
  ]);
  expect(article.text).not.toContain('edit');
});

test('a title loses the name of its site, and nothing else', async () => {
  const titled = async (title: string, rest = '') => (await read(`<title>${title}</title>${rest}<p>Words.</p>`)).title;
  expect(await titled('The ferry - Lenne Courier', '<h1>The ferry</h1>')).toBe('The ferry');
  expect(await titled('The ferry | Courier', '<meta property="og:site_name" content="Courier">')).toBe('The ferry');
  expect(await titled('The ferry – a history')).toBe('The ferry – a history');
});

test('a superscript number stays one, and note marks, soft hyphens and ruby text are left out', async () => {
  const page = `<article>${paragraphs}<p>About 10<sup>6</sup> litres<sup id="r1"><a href="#n1">[1]</a></sup> flow past the
    ferry&shy;man on the 19<sup>th</sup>,<a href="#n2"><sup>2</sup></a> says 東<ruby>京<rt>きょう</rt></ruby>.</p></article>`;
  expect(quotable(await read(page))).toContain('About 10⁶ litres flow past the ferryman on the 19th, says 東京.');
});

test.each<[string, string, Record<string, unknown>]>([
  [
    'JSON-LD in a graph, with references',
    `<link rel="canonical" href="https://courier.example/ferry">
     <script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Courier Online"},
     {"@type":"Person","@id":"#p","name":"Ida Holm"},{"@type":"Organization","@id":"#o","name":"The Lenne Courier"},
     {"@type":"NewsArticle","headline":"Another one","url":"https://courier.example/other","author":"Nobody"},
     {"@type":["NewsArticle","Article"],"headline":"The ferry","mainEntityOfPage":{"@id":"https://courier.example/ferry"},"author":[{"@id":"#p"},{"name":"Jo Birk"}],
     "publisher":{"@id":"#o"},"datePublished":"2024-05-02T08:00:00+02:00","inLanguage":"en-GB"}]}</script>`,
    {
      title: 'The ferry',
      publisher: 'The Lenne Courier',
      author: 'Ida Holm, Jo Birk',
      publishedAt: '2024-05-02T08:00+02:00',
      url: 'https://courier.example/ferry',
      language: 'en-GB',
    },
  ],
  [
    'JSON-LD in a list, beside some that is broken',
    `<script type="application/ld+json">{"@type": oops</script>
     <script type="application/ld+json">[{"@type":"BreadcrumbList"},{"@type":"BlogPosting","headline":"The ferry","author":{"@type":"Person","name":"Ida Holm","url":"https://x.example"},"datePublished":"2 May 2024"}]</script>`,
    { title: 'The ferry', author: 'Ida Holm', publishedAt: '2024-05-02', language: 'en' },
  ],
  [
    'Open Graph',
    `<meta property="og:title" content="The ferry | The Lenne Courier"><meta property="og:site_name" content="The Lenne Courier">
     <meta property="og:url" content="https://courier.example/ferry?page=1"><meta property="article:published_time" content="2024-05-02">
     <meta property="article:author" content="https://social.example/ida"><meta name="author" content="By Ida Holm"><meta property="og:locale" content="en_GB">`,
    {
      title: 'The ferry',
      publisher: 'The Lenne Courier',
      author: 'Ida Holm',
      publishedAt: '2024-05-02',
      url: 'https://courier.example/ferry?page=1',
      language: 'en-GB',
    },
  ],
  [
    'Dublin Core and a relative canonical link',
    `<base href="https://courier.example/news/"><link rel="alternate canonical" href="ferry"><meta name="DC.title" content="The ferry">
     <meta name="DC.creator" content="Holm, Ida"><meta name="DC.date.issued" content="2024-05-02"><meta name="DC.publisher" content="Courier">`,
    {
      title: 'The ferry',
      publisher: 'Courier',
      author: 'Holm, Ida',
      publishedAt: '2024-05-02',
      url: 'https://courier.example/news/ferry',
      language: 'en',
    },
  ],
  [
    'unusable addresses, dates and names',
    `<title>The ferry</title><link rel="canonical" href="javascript:alert(1)"><meta property="og:url" content="/ferry">
     <meta name="date" content="yesterday"><script type="application/ld+json">{"@type":"Article","__proto__":{"polluted":1},"author":{"name":{"x":1}},"headline":7}</script>`,
    { title: 'The ferry', language: 'en' },
  ],
])('a page is described by %s', async (_, head, expected) => {
  const { title, meta } = await read(`<html><head>${head}</head><body><article>${paragraphs}</article></body></html>`);
  expect({ title, ...meta }).toEqual(expected);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('a page saved from a link has its address, unless the page has one itself', async () => {
  const url = new URL('https://courier.example/ferry?x=1&y=--%3E');
  const russian = 'Мост через реку построили в 1962 году, и он до сих пор открыт для поездов.';
  const plain = encodeAs('windows-1251', `<html><body><p>${russian}</p></body></html>`);
  const kept = await read(savedPage(plain, { url, charset: 'windows-1251' }));
  expect(kept.meta.url).toBe(url.href);
  expect(quotable(kept)).toBe(russian);
  const named = Buffer.from(`<html><head><link rel="canonical" href="/own"></head><body>${paragraphs}</body></html>`);
  expect((await read(savedPage(named, { url }))).meta.url).toBe('https://courier.example/own');
  const byBrowser = `<!-- saved from url=(0029)https://courier.example/ferry -->\n<p>A short page.</p>`;
  expect((await read(byBrowser)).meta.url).toBe('https://courier.example/ferry');
});

test('malformed pages are read as browsers show them', async () => {
  expect(quotable(await read('<title>T</title><p>One<p>Two <b>three</p>four<li>five'))).toBe(
    'One\nTwo three\nfour\nfive',
  );
  expect(quotable(await read('Only text &amp; nothing else'))).toBe('Only text & nothing else');
  expect(quotable(await read('<html><p>No body</p></html>'))).toBe('No body');
  expect(quotable(await read('<html><head><title>T</title></head><noscript>x</noscript><body><p>Late body'))).toBe(
    'Late body',
  );
  const xhtml = `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head><body><p>Strict</p></body></html>`;
  expect(quotable(await read(xhtml, 'page.xhtml'))).toBe('Strict');
});
