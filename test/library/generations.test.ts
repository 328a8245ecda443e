import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Config } from '../../src/config/config.js';
import { generationPaths } from '../../src/library/generations/paths.js';
import { IndexUnavailableError } from '../../src/runtime/errors.js';
import { BAKERY, BRIDGES, opened, unreadConfig, writeArticles } from '../support/library.js';

const QUESTION = 'How many bridges does Port Ellery own?';

async function indexed(): Promise<{ config: Config; generation: string }> {
  const config = await unreadConfig({ 'bridges.txt': BRIDGES });
  const { generation } = await (await opened(config)).reindex('changed');
  return { config, generation };
}

async function flipByte(file: string): Promise<void> {
  const content = await readFile(file);
  const at = content.length >> 1;
  content[at] = (content[at] ?? 0) ^ 0x10;
  await writeFile(file, content);
}

test('without an index, asking says what to run', async () => {
  const verbatim = await opened(await unreadConfig({ 'bridges.txt': BRIDGES }));
  await expect(verbatim.ask(QUESTION)).rejects.toThrow(IndexUnavailableError);
  await expect(verbatim.ask(QUESTION)).rejects.toThrow(/not been indexed yet.*npm run index/);
  expect(verbatim.sources()).toEqual([]);
});

test('distinguishes an index that was never built from one in use and one that can’t be used', async () => {
  const config = await unreadConfig({ 'bridges.txt': BRIDGES });
  const verbatim = await opened(config);
  expect(await verbatim.index()).toMatchObject({
    kind: 'missing',
    cause: { message: expect.stringMatching(/not been indexed yet/) },
  });
  const { generation: id } = await verbatim.reindex('changed');
  expect(await verbatim.index()).toMatchObject({ kind: 'serving', serving: { id, articles: 1 } });
  await rm(generationPaths(config.embeddingsDir, id).vectors);
  const state = await (await opened(config)).index();
  expect(state).toMatchObject({ kind: 'unusable', cause: expect.any(IndexUnavailableError) });
});

test.each([
  ['another schema', { schemaVersion: 0 }, /schema version 0.*npm run index/],
  ['another model', { fingerprint: 'other' }, /another embedding model.*npm run index/],
  ['a missing field', { counts: null }, /missing or damaged.*npm run index/],
])('an index with %s is refused with what to run', async (_what, change, message) => {
  const { config, generation } = await indexed();
  const { manifest } = generationPaths(config.embeddingsDir, generation);
  await writeFile(manifest, JSON.stringify({ ...JSON.parse(await readFile(manifest, 'utf8')), ...change }));
  await expect((await opened(config)).ask(QUESTION)).rejects.toThrow(message);
});

test.each(['store', 'vectors'] as const)(
  'a flipped bit in the %s is noticed, and an index run mends it',
  async (file) => {
    const { config, generation } = await indexed();
    await flipByte(generationPaths(config.embeddingsDir, generation)[file]);
    const verbatim = await opened(config);
    await expect(verbatim.ask(QUESTION)).rejects.toThrow(/damaged.*npm run index/);
    await verbatim.reindex('changed');
    expect((await verbatim.ask(QUESTION)).kind).toBe('answered');
  },
);

test('a missing file is noticed', async () => {
  const { config, generation } = await indexed();
  await rm(generationPaths(config.embeddingsDir, generation).vectors);
  await expect((await opened(config)).ask(QUESTION)).rejects.toThrow(IndexUnavailableError);
});

test('a damaged vector cache only costs time', async () => {
  const { config } = await indexed();
  await writeFile(
    path.join(config.embeddingsDir, 'vector-cache.db'),
    'this is no database at all, but long enough to be read as one',
  );
  await writeArticles(config, { 'bakery.md': BAKERY });
  const verbatim = await opened(config);
  expect(await verbatim.reindex('changed')).toMatchObject({ added: ['bakery.md'], cached: 0 });
});

test('a generation built by another process is picked up by the next question', async () => {
  const { config } = await indexed();
  const [serving, building] = [await opened(config), await opened(config)];
  expect((await serving.ask('When does the bakery open?')).quotes.map((quote) => quote.articleId)).not.toContain(
    'bakery.md',
  );
  await writeArticles(config, { 'bakery.md': BAKERY });
  await building.reindex('changed');
  expect((await serving.ask('When does the bakery open?')).quotes[0]?.articleId).toBe('bakery.md');
});

test('a new generation that can’t be opened never replaces the current one', async () => {
  const { config } = await indexed();
  const warnings: Error[] = [];
  const serving = await opened(config, (cause) => warnings.push(cause));
  await writeArticles(config, { 'bakery.md': BAKERY });
  const { generation } = await (await opened(config)).reindex('changed');
  await flipByte(generationPaths(config.embeddingsDir, generation).store);
  expect((await serving.ask(QUESTION)).kind).toBe('answered');
  expect(warnings[0]?.message).toMatch(/damaged/);
});
