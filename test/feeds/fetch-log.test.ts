import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { fetchInThread } from '../../src/feeds/fetch-in-thread.js';
import { AlreadyFetchingError } from '../../src/feeds/fetch-links.js';
import { takeLock } from '../../src/runtime/files/file-lock.js';
import { outcomes, place } from './place.js';
import { serveSite } from './site.js';

const HARBOUR = 'The harbour\n\nThe harbour of Odland has eleven berths for fishing boats.\n';
const MARKET = '# The market\n\nThe market of Odland opens at six on Thursdays.\n';
const text = (body: string, more = {}) => ({ body, type: 'text/plain', ...more });

test('two processes never fetch into one folder together', async () => {
  const site = await serveSite({ '/harbour': text(HARBOUR) }, 100);
  const { articles, data, list, fetch, files } = await place();
  await list([`${site.url}/harbour`]);
  const [one, other] = await Promise.allSettled([fetch(site), fetch(site)]);
  expect([one.status, other.status].sort()).toEqual(['fulfilled', 'rejected']);
  const lock = takeLock(path.join(data, 'fetching.lock'));
  await expect(fetch(site)).rejects.toThrow('already being fetched');
  const inThread = fetchInThread({ articlesDir: articles, dataDir: data }, new AbortController().signal);
  await expect(inThread).rejects.toThrow(AlreadyFetchingError);
  lock?.release();
  expect(outcomes(await fetch(site))).toEqual({ '/harbour': 'unchanged' });
  expect(await files()).toHaveLength(1);
});

test('what was written when a process ended is known again, and with its memory lost nothing is doubled', async () => {
  const site = await serveSite({ '/harbour': text(HARBOUR), '/market': text(MARKET) });
  const { articles, data, list, fetch, files } = await place();
  await list([`${site.url}/harbour`, `${site.url}/market`]);
  await fetch(site);
  const names = await files();
  for (const name of await readdir(data)) if (name.startsWith('fetched.db')) await rm(path.join(data, name));
  site.has.set('/market', text(MARKET.replace('six', 'seven')));
  expect(outcomes(await fetch(site))).toEqual({ '/harbour': 'unchanged', '/market': 'new' });
  expect(await files()).toEqual(names);
  // What was there before is nowhere known, so it can be had back.
  expect(await readdir(path.join(data, 'removed'))).toHaveLength(1);
  expect(await readFile(path.join(articles, 'daily', names[1] ?? ''), 'utf8')).toContain('seven');
});

test('another folder of articles with a list of the same name begins anew', async () => {
  const site = await serveSite({ '/harbour': text(HARBOUR) });
  const [one, other] = [await place(), await place()];
  await one.list([`${site.url}/harbour`]);
  await other.list([`${site.url}/harbour`]);
  await one.fetch(site);
  expect(outcomes(await other.fetch(site, { dataDir: one.data }))).toEqual({ '/harbour': 'new' });
});

test('a memory that is damaged is told with what to do, and loses no article', async () => {
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
