import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, utimes } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fetchLinks } from '../../src/feeds/fetch-links.js';
import { fromProjectRoot } from '../../src/runtime/project.js';
import { place } from './place.js';
import { type Site, serveSite } from './site.js';

const PAGES = 12;

/** Fetches in a separate process, from loopback. */
function fetching(articlesDir: string, dataDir: string): ChildProcess {
  const module = pathToFileURL(fromProjectRoot('dist/src/feeds/fetch-links.js')).href;
  const code = `
    import { fetchLinks } from ${JSON.stringify(module)};
    const reach = { mayAsk: () => true, mayConnect: (address) => address === '127.0.0.1', redirects: 3 };
    process.stdout.write('begins');
    await fetchLinks({ articlesDir: ${JSON.stringify(articlesDir)}, dataDir: ${JSON.stringify(dataDir)}, reach, pause: 0 });`;
  return spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
}

function publish(site: Site, edition: number): void {
  for (let page = 0; page < PAGES; page++) {
    site.has.set(`/page${page}`, {
      body: `Page ${page}\n\nThis is edition ${edition} of the page, as it was printed.\n`,
    });
  }
}

test('a process that is killed at any moment leaves every article complete, and the next fetch continues from there', {
  timeout: 120_000,
}, async () => {
  const site = await serveSite({}, 10);
  const { articles, data, list, files } = await place();
  await list(Array.from({ length: PAGES }, (_, page) => `${site.url}/page${page}`));
  const texts = async () =>
    Promise.all((await files()).map((name) => readFile(path.join(articles, 'daily', name), 'utf8')));
  const moments = fc.sample(fc.integer({ min: 0, max: 700 }), 8);
  for (const [edition, moment] of moments.entries()) {
    publish(site, edition);
    const child = fetching(articles, data);
    const ended = once(child, 'close');
    await Promise.race([once(child.stdout as NodeJS.ReadableStream, 'data'), ended]);
    await new Promise((resolve) => setTimeout(resolve, moment));
    child.kill('SIGKILL');
    await ended;
    for (const text of await texts())
      expect(text).toMatch(/^Page \d+\n\nThis is edition \d+ of the page, as it was printed\.\n$/);
  }
  publish(site, 99);
  // The file that was being written is now old enough to be removed.
  const left = (await readdir(path.join(articles, 'daily')).catch(() => [])).filter((name) =>
    name.startsWith('.arriving'),
  );
  for (const name of left) await utimes(path.join(articles, 'daily', name), 0, 0);
  const { addresses } = await fetchLinks({ articlesDir: articles, dataDir: data, reach: site.reach, pause: 0 });
  expect(addresses.filter(({ outcome }) => outcome !== 'new' && outcome !== 'changed')).toEqual([]);
  const all = await texts();
  expect(all).toHaveLength(PAGES);
  expect(all.every((text) => text.includes('edition 99'))).toBe(true);
  expect((await readdir(path.join(articles, 'daily'))).filter((name) => name.startsWith('.arriving'))).toEqual([]);
});
