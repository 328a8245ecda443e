import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadArticles } from '../../src/article/load.js';
import { readFeed } from '../../src/feeds/feed.js';
import { FeedReader } from '../../src/feeds/feed-reader.js';
import { lengthInFeed } from '../../src/feeds/item-page.js';
import { outcomes, place } from './place.js';
import { rss, serveSite } from './site.js';

const story = (name: string) => `${name}\n\nThe story of ${name} is told in the town of Odland every year in spring.\n`;
const page = (name: string) => ({ body: story(name), type: 'text/plain' });
const feed = (body: string, etag?: string) => ({ body, type: 'application/xml', ...(etag && { etag }) });
const HTML = `<p>${'The town council of Odland met on Monday and closed the Heron Bridge. '.repeat(10)}</p>`;

test('a feed’s new items become complete articles, each once, and an item is fetched again when the feed changes it', async () => {
  const site = await serveSite({ '/one': page('one'), '/two': page('two'), '/three': page('three') });
  const item = (name: string, title = name) => ({ title, link: `${site.url}/${name}` });
  site.has.set('/feed', feed(rss([item('two'), item('one')]), '"1"'));
  const { list, fetch, files } = await place();
  await list([`${site.url}/feed`]);
  expect(outcomes(await fetch(site))).toEqual({ '/feed': 'unchanged', '/one': 'new', '/two': 'new' });
  expect(site.paths()).toEqual(['/feed', '/one', '/two']);
  await fetch(site);
  expect(site.paths()).toEqual(['/feed']);
  site.has.set('/feed', feed(rss([item('three'), item('two', 'Two, corrected'), item('one')]), '"2"'));
  site.has.set('/two', page('two indeed'));
  const third = await fetch(site);
  expect(outcomes(third)).toEqual({ '/feed': 'unchanged', '/two': 'changed', '/three': 'new' });
  expect(third.addresses[0]).toMatchObject({ items: 3 });
  expect(site.paths()).toEqual(['/feed', '/three', '/two']);
  expect(await files()).toHaveLength(3);
});

test('the newest items of a long feed come first, and the others in later runs although the feed stays the same', async () => {
  const site = await serveSite();
  const names = Array.from({ length: 70 }, (_, index) => `story${index}`);
  for (const name of names) site.has.set(`/${name}`, page(name));
  const date = (index: number) => new Date(Date.UTC(2024, 0, 1 + index)).toUTCString();
  site.has.set(
    '/feed',
    feed(rss(names.map((title, index) => ({ title, link: `${site.url}/${title}`, date: date(index) }))), '"1"'),
  );
  const { list, fetch, files } = await place();
  await list([`${site.url}/feed`]);
  const first = await fetch(site, { pause: 0 });
  expect(first.addresses[0]?.reason).toContain('20');
  expect(outcomes(first)).toMatchObject({ '/story69': 'new', '/story20': 'new' });
  expect(await files()).toHaveLength(50);
  await fetch(site, { pause: 0 });
  expect(await files()).toHaveLength(70);
  site.paths();
  await fetch(site, { pause: 0 });
  expect(site.paths()).toEqual(['/feed']);
});

test('an item whose page fails temporarily is tried again although the feed has not changed', async () => {
  const site = await serveSite({ '/one': { status: 500 }, '/two': { status: 404 } });
  site.has.set(
    '/feed',
    feed(
      rss([
        { title: 'One', link: `${site.url}/one` },
        { title: 'Two', link: `${site.url}/two` },
      ]),
      '"1"',
    ),
  );
  const { list, fetch } = await place();
  await list([`${site.url}/feed`]);
  expect(outcomes(await fetch(site))).toEqual({ '/feed': 'unchanged', '/one': 'failed', '/two': 'gone' });
  site.has.set('/one', page('one'));
  site.has.set('/two', page('two'));
  expect(outcomes(await fetch(site, { isPatient: true }))).toEqual({ '/feed': 'unchanged' });
  expect(outcomes(await fetch(site))).toEqual({ '/feed': 'unchanged', '/one': 'new' });
});

test('if the page is not available, the feed’s own text becomes the article, unless it is only a teaser', async () => {
  const site = await serveSite({
    '/robots.txt': { body: 'User-agent: verbatim\nDisallow: /private' },
    '/wall': { body: '<title>Wall</title><p>Accept our cookies to read on, please do.</p>', type: 'text/html' },
  });
  const items = [
    {
      title: 'The bridge &amp; the council',
      link: `${site.url}/private/bridge`,
      content: HTML,
      date: 'Mon, 06 May 2024 10:00:00 GMT',
    },
    { title: 'Teaser', link: `${site.url}/private/teaser`, content: '<p>The council met. Read more.</p>' },
    { title: 'Behind the wall', link: `${site.url}/wall`, content: HTML.replaceAll('Heron', 'Swan') },
    { title: 'Without a page', content: HTML.replaceAll('Heron', 'Stork') },
  ];
  site.has.set('/feed', feed(rss(items)));
  const { articles, list, fetch } = await place();
  await list([`${site.url}/feed`]);
  const report = await fetch(site);
  expect(outcomes(report)).toEqual({
    '/feed': 'unchanged',
    '/private/bridge': 'new',
    '/private/teaser': 'forbidden',
    '/wall': 'new',
    'Without a page': 'new',
  });
  expect(report.addresses.find(({ address }) => address.endsWith('bridge'))).toMatchObject({ isFromFeed: true });
  const loaded = await loadArticles(articles);
  expect(loaded.articles.find(({ title }) => title.includes('council'))).toMatchObject({
    title: 'The bridge & the council',
    meta: {
      url: `${site.url}/private/bridge`,
      publishedAt: expect.stringContaining('2024-05-06'),
      publisher: 'Ellery Courier',
    },
  });
});

test('feeds are recognised by their content, in every format and encoding', async () => {
  const russian =
    '<?xml version="1.0" encoding="windows-1251"?><rss version="2.0"><channel><title>T</title><item><title>X</title><link>LINK</link></item></channel></rss>';
  const site = await serveSite();
  const cp1251 = Buffer.from(russian.replace('LINK', `${site.url}/x`).replace('X', '\xcf\xee\xf0\xf2'), 'latin1');
  site.has.set('/feed', { body: cp1251, type: 'text/xml' });
  const { list, fetch } = await place();
  await list([`${site.url}/feed`]);
  expect((await fetch(site)).addresses).toMatchObject([{ items: 1 }, { address: `${site.url}/x`, outcome: 'gone' }]);
  const atom =
    '<!-- <rss> --><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://e.org/b/"><title>T</title><entry><title type="html">A &lt;b&gt;x&lt;/b&gt;</title><link href="a.html"/><id>tag:1</id><updated>2024-01-01T00:00:00Z</updated></entry></feed>';
  expect(readFeed(atom, 'https://e.org/feed')?.items).toMatchObject([{ link: 'https://e.org/b/a.html', title: 'A x' }]);
  const json = JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'T',
    items: [{ id: '1', url: '/1', content_text: 'a < b' }],
  });
  expect(readFeed(json, 'https://e.org/feed')?.items).toMatchObject([
    { link: 'https://e.org/1', html: '<p>a &lt; b</p>' },
  ]);
  const rdf =
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="https://e.org"><title>T</title></channel><item rdf:about="https://e.org/1"><title>One</title><link>https://e.org/1</link></item></rdf:RDF>';
  expect(readFeed(rdf, 'https://e.org/feed')?.items).toMatchObject([{ link: 'https://e.org/1' }]);
  for (const none of [
    '<!doctype html><p>&lt;rss version="2.0"></p>',
    '<svg/>',
    '',
    '{"a": 1}',
    '<rss',
    '<!--'.repeat(30_000),
  ]) {
    expect(readFeed(none, 'https://e.org/')).toBeUndefined();
  }
});

test('a feed can neither grow in memory, nor read files, nor reach into objects', () => {
  const entities = Array.from(
    { length: 9 },
    (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`,
  ).join('');
  const bomb = `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "lol">${entities}]><rss version="2.0"><channel><title>&l9;</title><item><title>&l9;</title><link>https://e.org/1</link></item></channel></rss>`;
  expect(JSON.stringify(readFeed(bomb, 'https://e.org/') ?? '').length).toBeLessThan(1_000);
  const external =
    '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><title>&x;</title><item><title>&x;</title><link>https://e.org/1</link></item></channel></rss>';
  expect(JSON.stringify(readFeed(external, 'https://e.org/') ?? '')).not.toContain('root:');
  const prototype =
    '<rss version="2.0"><channel><item><__proto__><polluted>1</polluted></__proto__><title>x</title><link>https://e.org/1</link></item></channel></rss>';
  readFeed(prototype, 'https://e.org/');
  readFeed(
    '{"version": "https://jsonfeed.org/version/1", "items": [{"__proto__": {"polluted": 1}, "id": "1"}]}',
    'https://e.org/',
  );
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('only the newest two hundred items of a feed of a hundred thousand are considered', () => {
  const items = Array.from(
    { length: 100_000 },
    (_, index) => `<item><title>T${index}</title><link>https://e.org/${index}</link></item>`,
  );
  const started = performance.now();
  const read = readFeed(
    `<rss version="2.0"><channel><title>T</title>${items.join('')}</channel></rss>`,
    'https://e.org/',
  );
  expect(read?.items).toHaveLength(200);
  expect(read?.items[0]?.link).toBe('https://e.org/0');
  expect(performance.now() - started).toBeLessThan(30_000);
});

test('a page whose encoding is only named in the response’s header is read in it', async () => {
  const body = Buffer.from('The caf\xe9\n\nThe caf\xe9 of Odland opens at six on Thursdays.\n', 'latin1');
  const site = await serveSite({ '/cafe': { body, type: 'text/plain; charset=iso-8859-1' } });
  const { articles, list, fetch, files } = await place();
  await list([`${site.url}/cafe`]);
  expect(outcomes(await fetch(site))).toEqual({ '/cafe': 'new' });
  expect(await readFile(path.join(articles, 'daily', (await files())[0] ?? ''), 'utf8')).toContain('café of Odland');
});

test('the length of an article in a feed is measured in time, whatever the input', () => {
  const of = (html: string) => lengthInFeed({ html });
  expect(of('<p>One <b>two</b></p><!-- not --><SCRIPT>never()</SCRIPT><p class="a">three</p>')).toBe(
    'One two three'.length,
  );
  expect(of('')).toBe(0);
  const started = performance.now();
  for (const part of ['<', '<b>', '<!--', '<script>', '</script', '<a href="', '&lt;', '<svg/onload=', '<table><td>']) {
    of(part.repeat(1_000_000));
  }
  expect(performance.now() - started).toBeLessThan(15_000);
});

test('a feed that takes too long to parse is given up, and the next one is read', async () => {
  const feeds = new FeedReader();
  onTestFinished(() => feeds.close());
  const of = (author: string) =>
    `<rss version="2.0"><channel><title>T</title><item><title>A</title><author>${author}</author><link>https://e.org/1</link></item></channel></rss>`;
  const forever = feeds.read(of('('.repeat(300_000)), 'https://e.org/', 2_000);
  const next = feeds.read(of('Jo'), 'https://e.org/', 2_000);
  await expect(forever).rejects.toMatchObject({ why: 'feedUnreadable' });
  expect((await next)?.items).toMatchObject([{ author: 'Jo' }]);
  await expect(feeds.read(of('J'.repeat(6_000_000)), 'https://e.org/')).rejects.toMatchObject({
    why: 'feedUnreadable',
  });
  await expect(feeds.read('<rss version="2.0"><channel>', 'https://e.org/')).rejects.toMatchObject({
    why: 'feedUnreadable',
  });
  expect(await feeds.read('<!doctype html><p>Words.', 'https://e.org/')).toBeUndefined();
});
