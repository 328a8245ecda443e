import { expect, test } from 'vitest';
import { asksNotToBeIndexed } from '../../src/feeds/noindex.js';
import { outcomes, place } from './place.js';
import { rss, type Site, serveSite } from './site.js';

const page = (name: string) => ({
  body: `${name}\n\nThe story of ${name} is told in Odland every spring.\n`,
  type: 'text/plain',
});
const times = (site: Site, path: string) => site.asked.filter((each) => each.path === path).length;

test('robots.txt is fetched once for each site and obeyed, even at redirects; rules for other programs don’t apply', async () => {
  const [site, other] = [
    await serveSite(),
    await serveSite({ '/robots.txt': { body: 'User-agent: *\nDisallow: /' }, '/a': page('a') }),
  ];
  site.has.set('/robots.txt', {
    body: 'User-agent: verbatim\nDisallow: /private\nAllow: /private/open\n\nUser-agent: *\nDisallow: /',
  });
  for (const name of ['a', 'private/b', 'private/open']) site.has.set(`/${name}`, page(name));
  site.has.set('/away', { status: 302, headers: { location: `${other.url}/a` } });
  site.has.set('/within', { status: 301, headers: { location: '/private/b' } });
  const { list, fetch } = await place();
  const paths = ['/a', '/private/b', '/private/open', '/away', '/within'];
  await list(paths.map((each) => site.url + each));
  const report = await fetch(site);
  expect(outcomes(report)).toEqual({
    '/a': 'new',
    '/private/b': 'forbidden',
    '/private/open': 'new',
    '/away': 'forbidden',
    '/within': 'forbidden',
  });
  expect(report.addresses[1]?.reason).toContain('robots.txt');
  expect(site.paths()).toEqual(['/a', '/away', '/private/open', '/within']);
  expect(other.paths()).toEqual([]);
  expect(times(site, '/robots.txt')).toBe(1);
  expect(site.asked.every(({ headers }) => headers['user-agent']?.startsWith('Verbatim'))).toBe(true);
});

test.each([
  [404, 'new'],
  [403, 'new'],
  [500, 'failed'],
  [429, 'waiting'],
])('a robots.txt that is answered with %i leaves a page %s', async (status, outcome) => {
  const site = await serveSite({ '/robots.txt': { status }, '/a': page('a') });
  const { list, fetch } = await place();
  await list([`${site.url}/a`]);
  expect(outcomes(await fetch(site))).toEqual({ '/a': outcome });
});

test('a host gets one request at a time, with a pause that its robots.txt may lengthen', async () => {
  const site = await serveSite({ '/robots.txt': { body: 'User-agent: *\nCrawl-delay: 0.2' } }, 20);
  const names = ['a', 'b', 'c', 'd', 'e'];
  for (const name of names) site.has.set(`/${name}`, page(name));
  const { list, fetch } = await place();
  await list(names.map((each) => `${site.url}/${each}`));
  const started = performance.now();
  await fetch(site);
  expect(site.together.most).toBe(1);
  expect(performance.now() - started).toBeGreaterThan(0.9 * 5 * 200);
});

test('a host that says it is busy gets no requests for a while, in this run and in later ones', async () => {
  const site = await serveSite({ '/a': { status: 429, headers: { 'retry-after': '3600' } }, '/b': page('b') });
  const { list, fetch } = await place();
  await list([`${site.url}/a`, `${site.url}/b`]);
  expect(outcomes(await fetch(site))).toEqual({ '/a': 'waiting', '/b': 'waiting' });
  site.has.set('/a', page('a'));
  await fetch(site);
  expect(site.paths()).toEqual(['/a']);
});

test('links in a feed to private addresses are not followed', async () => {
  const inner = await serveSite({ '/secret': page('secret') });
  const site = await serveSite();
  const links = [
    inner.url.replace('127.0.0.1', '127.0.0.2'),
    'file:///etc/passwd',
    'http://169.254.169.254/latest',
    'http://[::1]/',
  ];
  site.has.set('/feed', { body: rss(links.map((link) => ({ title: link, link }))), type: 'application/rss+xml' });
  const { list, fetch, files } = await place();
  await list([`${site.url}/feed`]);
  const { addresses } = await fetch(site);
  expect(addresses.slice(1).every(({ outcome }) => outcome === 'failed')).toBe(true);
  expect(inner.asked).toEqual([]);
  expect(await files()).toEqual([]);
});

test('in production, only the public web can be reached', async () => {
  const site = await serveSite({ '/a': page('a') });
  const { articles, data, list } = await place();
  await list([`${site.url}/a`, 'http://localhost/', 'http://10.0.0.1/']);
  const { fetchLinks } = await import('../../src/feeds/fetch-links.js');
  const { addresses } = await fetchLinks({ articlesDir: articles, dataDir: data, pause: 0 });
  expect(addresses.map(({ reason }) => reason)).toEqual(
    Array(3).fill('Not on the public internet, or on an unusual port.'),
  );
  expect(site.asked).toEqual([]);
});

test('a page that asks not to be indexed is not indexed', () => {
  const asks = (body: string, header?: string) =>
    asksNotToBeIndexed({
      type: 'text/html',
      bytes: Buffer.from(body),
      headers: header ? { 'x-robots-tag': header } : {},
    });
  expect(asks('<meta name="robots" content="NOINDEX, nofollow">')).toBe(true);
  expect(asks("<META content='none' name=robots>")).toBe(true);
  expect(asks('<meta name="verbatim" content="noindex">')).toBe(true);
  expect(asks('<meta name="otherbot" content="noindex"><meta name="robots" content="nofollow">')).toBe(false);
  expect(asks('<p>', 'noindex')).toBe(true);
  expect(asks('<p>', 'otherbot: noindex, nofollow')).toBe(false);
  expect(asks('<p>', 'otherbot: nofollow, verbatim: noindex')).toBe(true);
  expect(asks('<p>', 'unavailable_after: 25 Jun 2030 15:00:00 PST')).toBe(false);
  expect(asks(`<meta ${'name '.repeat(100_000)}`)).toBe(false);
});

test('a run ends in time, and addresses that it did not reach come first in the next', async () => {
  const site = await serveSite({}, 100);
  const names = Array.from({ length: 12 }, (_, index) => `page${index}`);
  for (const name of names) site.has.set(`/${name}`, page(name));
  const { list, fetch, files } = await place();
  await list(names.map((each) => `${site.url}/${each}`));
  const started = performance.now();
  const first = await fetch(site, { longest: 800 });
  expect(performance.now() - started).toBeLessThan(5_000);
  const missed = first.addresses
    .filter(({ outcome }) => outcome === 'waiting')
    .map(({ address }) => new URL(address).pathname);
  expect(missed.length).toBeGreaterThan(2);
  expect(await files()).toHaveLength(names.length - missed.length);
  // The request that was cut off is still being answered.
  await new Promise((resolve) => setTimeout(resolve, 300));
  const from = site.asked.length;
  await fetch(site);
  const order = site.asked.slice(from).flatMap(({ path }) => (path === '/robots.txt' ? [] : [path]));
  expect(order.slice(0, missed.length).sort()).toEqual(missed.sort());
  expect(await files()).toHaveLength(names.length);
});

test('an aborted run gives no report, and nothing continues in the background', async () => {
  const site = await serveSite({ '/a': page('a'), '/b': page('b') }, 200);
  const { list, fetch, files } = await place();
  await list([`${site.url}/a`, `${site.url}/b`]);
  await expect(fetch(site, { signal: AbortSignal.timeout(500) })).rejects.toThrow();
  const [asked, kept] = [site.asked.length, await files()];
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect([site.asked.length - asked <= 1, await files()]).toEqual([true, kept]);
  expect(outcomes(await fetch(site))).toMatchObject({ '/b': 'new' });
});
