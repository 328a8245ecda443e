import { readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { loadArticles } from '../../src/article/load.js';
import { warning } from '../../src/doctor/finding.js';
import { checkLinks } from '../../src/doctor/links.js';
import { takeLock } from '../../src/runtime/files/file-lock.js';
import { outcomes, place } from './place.js';
import { rss, serveSite } from './site.js';

const HARBOUR = 'The harbour\n\nThe harbour of Odland has eleven berths for fishing boats.\n';
const MARKET = '# The market\n\nThe market of Odland opens at six on Thursdays.\n';
const text = (body: string, more = {}) => ({ body, type: 'text/plain', ...more });

test('what a list names is stored next to it as articles with their address, and not fetched again until it changes', async () => {
  const site = await serveSite({
    '/harbour': text(HARBOUR, { etag: '"1"' }),
    '/market.md': { body: MARKET, type: 'text/markdown', modified: 'Wed, 21 Oct 2020 07:28:00 GMT' },
  });
  const { articles, list, fetch, files } = await place();
  await list(['# our town', `${site.url}/harbour#berths  # the port`, '', `${site.url}/market.md`], 'town/daily.links');
  const first = await fetch(site);
  expect(outcomes(first)).toEqual({ '/harbour': 'new', '/market.md': 'new' });
  expect(first.isIndexDue).toBe(true);
  expect(await files('town/daily')).toEqual([
    expect.stringMatching(/^harbour-[0-9a-f]{10}\.txt$/),
    expect.stringMatching(/^market-[0-9a-f]{10}\.md$/),
  ]);
  const loaded = await loadArticles(articles);
  expect(loaded.articles.map(({ title, meta }) => [title, meta.url, meta.collection])).toEqual([
    ['The harbour', `${site.url}/harbour`, 'town'],
    ['The market', `${site.url}/market.md`, 'town'],
  ]);
  const second = await fetch(site);
  expect(outcomes(second)).toEqual({ '/harbour': 'unchanged', '/market.md': 'unchanged' });
  expect(site.asked.filter(({ path }) => path !== '/robots.txt').map(({ status }) => status)).toEqual([
    200, 200, 304, 304,
  ]);
  expect(second.writes).toBe(first.writes);
});

test('a changed page replaces its file, but not if only its bytes changed', async () => {
  const site = await serveSite({ '/harbour': text(HARBOUR) });
  const { articles, list, fetch, files } = await place();
  await list([`${site.url}/harbour`]);
  const { writes } = await fetch(site);
  site.has.set('/harbour', text(`\n\n${HARBOUR}\n\n`));
  expect(await fetch(site)).toMatchObject({ addresses: [{ outcome: 'unchanged' }], writes });
  site.has.set('/harbour', text(HARBOUR.replace('eleven', 'twelve')));
  expect(outcomes(await fetch(site))).toEqual({ '/harbour': 'changed' });
  const [file = '', ...others] = await files();
  expect(others).toEqual([]);
  expect(await readFile(path.join(articles, 'daily', file), 'utf8')).toContain('twelve');
});

test('a removed file does not come back unless it is requested, and a restored file is updated again', async () => {
  const site = await serveSite({ '/harbour': text(HARBOUR), '/feed': { body: '', type: 'application/rss+xml' } });
  site.has.set('/market', text(MARKET));
  site.has.set('/feed', {
    body: rss([{ title: 'Market', link: `${site.url}/market` }]),
    type: 'application/rss+xml',
    etag: '"f"',
  });
  const { articles, list, fetch, files } = await place();
  await list([`${site.url}/harbour`, `${site.url}/feed`]);
  await fetch(site);
  const names = await files();
  expect(names).toHaveLength(2);
  for (const name of names) await rm(path.join(articles, 'daily', name));
  site.has.set('/feed', {
    body: rss([{ title: 'Market, updated', link: `${site.url}/market` }]),
    type: 'application/rss+xml',
  });
  expect(outcomes(await fetch(site))).toEqual({ '/harbour': 'removed', '/feed': 'unchanged' });
  expect(await files()).toEqual([]);
  await writeFile(path.join(articles, 'daily', names[0] ?? ''), HARBOUR);
  expect(outcomes(await fetch(site))).toMatchObject({ '/harbour': 'unchanged' });
  await fetch(site, { again: `${site.url}/market` });
  expect(await files()).toEqual(names);
});

test('a file that was edited by hand is not overwritten', async () => {
  const site = await serveSite({ '/harbour': text(HARBOUR) });
  const { articles, list, fetch, files } = await place();
  await list([`${site.url}/harbour`]);
  await fetch(site);
  const file = path.join(articles, 'daily', (await files())[0] ?? '');
  await writeFile(file, HARBOUR.replace('fishing', 'sailing'));
  site.has.set('/harbour', text(HARBOUR.replace('eleven', 'twelve')));
  expect(outcomes(await fetch(site))).toEqual({ '/harbour': 'edited' });
  expect(await readFile(file, 'utf8')).toContain('sailing');
});

test('a failure is reported with its reason, keeps the stored file, and stops nothing else', async () => {
  const site = await serveSite({
    '/gone': text(HARBOUR),
    '/empty': text(HARBOUR),
    '/fine': text(HARBOUR),
    '/picture': { body: 'x', type: 'image/png' },
    '/large': { body: Buffer.alloc(11 * 2 ** 20, 'a') },
    '/broken': { status: 500 },
    '/loop': { status: 302, headers: { location: '/loop' } },
    '/inner': { status: 302, headers: { location: 'http://127.0.0.2/secret' } },
  });
  const { list, fetch, files } = await place();
  const paths = ['/gone', '/empty', '/fine', '/picture', '/large', '/broken', '/loop', '/inner'];
  await list(paths.map((each) => site.url + each));
  await fetch(site);
  site.has.delete('/gone');
  site.has.set('/empty', text(''));
  const report = await fetch(site);
  expect(outcomes(report)).toEqual({
    '/gone': 'gone',
    '/empty': 'failed',
    '/fine': 'unchanged',
    '/picture': 'failed',
    '/large': 'failed',
    '/broken': 'failed',
    '/loop': 'failed',
    '/inner': 'failed',
  });
  const reasons = report.addresses.map(({ reason }) => reason);
  expect(reasons).toEqual([
    'The server responded with status 404.',
    'It contains no article that can be read.',
    undefined,
    'Not a kind of file that can be read as an article (image/png).',
    'Too large (over 10 MB).',
    'The server responded with status 500.',
    'Too many redirects.',
    'Not on the public internet, or on an unusual port.',
  ]);
  expect(await files()).toHaveLength(3);
  // On a schedule, failed addresses are skipped for a while.
  site.paths();
  const patient = await fetch(site, { isPatient: true });
  expect(site.paths()).toEqual(['/fine']);
  expect(outcomes(patient)).toMatchObject({ '/fine': 'unchanged', '/broken': 'waiting', '/gone': 'waiting' });
});

test('lists are limited to web addresses, and wrong lines are reported', async () => {
  const site = await serveSite({ '/harbour': text(HARBOUR) });
  const { articles, list, fetch } = await place();
  await list([
    'file:///etc/passwd',
    'harbour',
    'http://a:b@example.org/',
    `${site.url}/harbour`,
    `${site.url}/harbour`,
  ]);
  await symlink('/tmp', path.join(articles, 'out'));
  await list([`${site.url}/harbour`], 'out.links');
  const { addresses, problems, lists } = await fetch(site);
  expect(lists).toBe(1);
  expect(addresses).toHaveLength(1);
  expect(problems.map(({ where }) => where)).toEqual(['daily.links:1', 'daily.links:2', 'daily.links:3', 'out.links']);
});

test('without lists nothing is done and nothing created', async () => {
  const site = await serveSite();
  const { data, fetch } = await place();
  expect(await fetch(site)).toMatchObject({ lists: 0, addresses: [], isIndexDue: false });
  await expect(readdir(data)).rejects.toThrow('ENOENT');
});

test('two processes never fetch into the same folder at once', async () => {
  const site = await serveSite({ '/harbour': text(HARBOUR) }, 100);
  const { data, list, fetch, files } = await place();
  await list([`${site.url}/harbour`]);
  const [one, other] = await Promise.allSettled([fetch(site), fetch(site)]);
  expect([one.status, other.status].sort()).toEqual(['fulfilled', 'rejected']);
  const lock = takeLock(path.join(data, 'fetching.lock'));
  await expect(fetch(site)).rejects.toThrow('already being fetched');
  lock?.release();
  expect(outcomes(await fetch(site))).toEqual({ '/harbour': 'unchanged' });
  expect(await files()).toHaveLength(1);
});

test('files written when a process ended are recognised, and losing the fetch log duplicates nothing', async () => {
  const site = await serveSite({ '/harbour': text(HARBOUR), '/market': text(MARKET) });
  const { articles, data, list, fetch, files } = await place();
  await list([`${site.url}/harbour`, `${site.url}/market`]);
  await fetch(site);
  const names = await files();
  for (const name of await readdir(data)) if (name.startsWith('fetched.db')) await rm(path.join(data, name));
  site.has.set('/market', text(MARKET.replace('six', 'seven')));
  expect(outcomes(await fetch(site))).toEqual({ '/harbour': 'unchanged', '/market': 'new' });
  expect(await files()).toEqual(names);
  // Nothing is known about the earlier file, so it can be restored.
  expect(await readdir(path.join(data, 'removed'))).toHaveLength(1);
  expect(await readFile(path.join(articles, 'daily', names[1] ?? ''), 'utf8')).toContain('seven');
});

test('another articles folder with a list of the same name starts afresh', async () => {
  const site = await serveSite({ '/harbour': text(HARBOUR) });
  const [one, other] = [await place(), await place()];
  await one.list([`${site.url}/harbour`]);
  await other.list([`${site.url}/harbour`]);
  await one.fetch(site);
  expect(outcomes(await other.fetch(site, { dataDir: one.data }))).toEqual({ '/harbour': 'new' });
});

test('a damaged fetch log is reported with what to do, and loses no article', async () => {
  const site = await serveSite({ '/harbour': text(HARBOUR) });
  const { data, list, fetch, files } = await place();
  await list([`${site.url}/harbour`]);
  await fetch(site);
  for (const name of await readdir(data)) {
    if (name.startsWith('fetched.db')) await writeFile(path.join(data, name), 'x'.repeat(5_000));
  }
  await expect(fetch(site)).rejects.toThrow(/fetched\.db.*can be moved away/);
  expect(await files()).toHaveLength(1);
});

test('a check-up names lists whose addresses fail, without possible secrets in them', async () => {
  const site = await serveSite({ '/harbour': text(HARBOUR) });
  const { articles, data, list, fetch } = await place();
  await list([`${site.url}/harbour`, `${site.url}/lost?key=geheim`, `${site.url}/other`]);
  await fetch(site);
  const failing = {
    list: 'daily.links',
    count: 2,
    address: `${site.url}/lost`,
    reason: expect.stringContaining('404'),
  };
  expect(await checkLinks({ articlesDir: articles, dataDir: data })).toEqual([
    { ...warning('links.failing', failing), collection: 'daily' },
  ]);
  await list([`${site.url}/harbour`]);
  expect(await checkLinks({ articlesDir: articles, dataDir: data })).toEqual([]);
});

test('a web page is stored with its address, and parts that differ with every request are not a change', async () => {
  const page = (nonce: number, berths: string) => ({
    body: `<!doctype html><html><head><title>The harbour</title><script nonce="${nonce}"></script></head><body><article><h1>The harbour</h1><p>The harbour of Odland has ${berths} berths for fishing boats. ${'It was built by the town in the year of the storm. '.repeat(8)}</p></article><footer>Served in ${nonce} ms</footer></body></html>`,
    type: 'text/html',
  });
  const site = await serveSite({ '/harbour': page(1, 'eleven') });
  const { articles, list, fetch, files } = await place();
  await list([`${site.url}/harbour`]);
  expect(outcomes(await fetch(site))).toEqual({ '/harbour': 'new' });
  site.has.set('/harbour', page(2, 'eleven'));
  expect(outcomes(await fetch(site))).toEqual({ '/harbour': 'unchanged' });
  site.has.set('/harbour', page(3, 'twelve'));
  expect(outcomes(await fetch(site))).toEqual({ '/harbour': 'changed' });
  expect(await files()).toEqual([expect.stringMatching(/^harbour-[0-9a-f]{10}\.html$/)]);
  const [article] = (await loadArticles(articles)).articles;
  expect(article).toMatchObject({ title: 'The harbour', meta: { url: `${site.url}/harbour` } });
  expect(article?.text).toContain('twelve berths');
});
