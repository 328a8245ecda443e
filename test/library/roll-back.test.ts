import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Verbatim } from '../../src/app/verbatim.js';
import type { Config } from '../../src/config/config.js';
import { generationPaths } from '../../src/library/generations/paths.js';
import { lockForIndexing } from '../../src/library/indexing/lock.js';
import { AlreadyIndexingError, NothingBeforeError, RollBackRefusedError } from '../../src/runtime/errors.js';
import { BAKERY, BRIDGES, opened, unreadConfig, writeArticles } from '../support/library.js';

const MARKET = 'The market\n\nThe market of Port Ellery sells smoked eel on Thursdays.\n';

/** An index of only the bridges, then one of the bakery and changed bridges. */
async function indexedTwice(): Promise<{ config: Config; verbatim: Verbatim; first: string; second: string }> {
  const config = await unreadConfig({ 'bridges.txt': BRIDGES, 'market.txt': MARKET });
  const verbatim = await opened(config);
  const first = await verbatim.reindex('changed');
  await writeArticles(config, { 'bakery.md': BAKERY, 'bridges.txt': BRIDGES.replace('seven', 'eight') });
  await rm(path.join(config.articlesDir, 'market.txt'));
  const second = await verbatim.reindex('changed');
  return { config, verbatim, first: first.generation, second: second.generation };
}

const ids = (verbatim: Verbatim) =>
  verbatim
    .sources()
    .map(({ id }) => id)
    .sort();

test('a roll-back returns to the previous index, reports what that changes, and is undone by another', async () => {
  const { verbatim, first, second } = await indexedTwice();
  expect(await verbatim.generations()).toMatchObject({
    current: { id: second, articles: 2 },
    before: { id: first, articles: 2 },
  });
  const report = await verbatim.rollBack({ from: second, to: first });
  expect(report).toMatchObject({ id: first, from: second, articles: 2, unchanged: 0 });
  expect(report).toMatchObject({ added: ['market.txt'], changed: ['bridges.txt'], removed: ['bakery.md'] });
  expect(ids(verbatim)).toEqual(['bridges.txt', 'market.txt']);
  expect((await verbatim.ask('How many bridges does Port Ellery own?')).quotes[0]?.text).toContain('seven');
  expect(await verbatim.rollBack()).toMatchObject({ id: second, from: first });
  expect(ids(verbatim)).toEqual(['bakery.md', 'bridges.txt']);
});

test('the run after a roll-back reads the articles as they are on disk, and keeps the index that was current before it', async () => {
  const { config, verbatim, first, second } = await indexedTwice();
  await verbatim.rollBack();
  const third = await verbatim.reindex('changed');
  expect(third).toMatchObject({ added: ['bakery.md'], changed: ['bridges.txt'], removed: ['market.txt'] });
  // The index that was rolled back is newer by name, but the one that must be kept is the one that was in use.
  expect((await readdir(path.join(config.embeddingsDir, 'generations'))).sort()).toEqual(
    [first, third.generation].sort(),
  );
  expect(second).not.toBe(third.generation);
  expect((await verbatim.rollBack()).id).toBe(first);
});

test('without a previous index, a roll-back says so and changes nothing', async () => {
  const verbatim = await opened(await unreadConfig({ 'bridges.txt': BRIDGES }));
  await expect(verbatim.rollBack()).rejects.toThrow(NothingBeforeError);
  await verbatim.reindex('changed');
  await expect(verbatim.rollBack()).rejects.toThrow(NothingBeforeError);
  expect((await verbatim.generations()).before).toBeUndefined();
  expect(ids(verbatim)).toEqual(['bridges.txt']);
});

test('a damaged previous index is refused, and the current one stays', async () => {
  const { config, verbatim, first, second } = await indexedTwice();
  const { store } = generationPaths(config.embeddingsDir, first);
  const content = await readFile(store);
  content[content.length >> 1] = (content[content.length >> 1] ?? 0) ^ 0x10;
  await writeFile(store, content);
  await expect(verbatim.rollBack()).rejects.toThrow(/can't be used.*does not match its checksum/);
  expect((await verbatim.generations()).current?.id).toBe(second);
  expect(ids(verbatim)).toEqual(['bakery.md', 'bridges.txt']);
});

test('a roll-back that was requested before another run is refused', async () => {
  const { config, verbatim, first, second } = await indexedTwice();
  await writeArticles(config, { 'market.txt': MARKET });
  await verbatim.reindex('changed');
  await expect(verbatim.rollBack({ from: second, to: first })).rejects.toThrow(RollBackRefusedError);
});

test('nothing is rolled back during an index run in any process', async () => {
  const { config, verbatim } = await indexedTwice();
  const lock = lockForIndexing(config.embeddingsDir);
  await expect(verbatim.rollBack()).rejects.toThrow(AlreadyIndexingError);
  lock.release();
  await verbatim.rollBack();
});
