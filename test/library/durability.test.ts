import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { generationPaths, lockFile, pointerFile } from '../../src/library/generations/paths.js';
import { lockForIndexing } from '../../src/library/indexing/lock.js';
import { IndexUnavailableError } from '../../src/runtime/errors.js';
import { StorageError } from '../../src/runtime/files/storage-error.js';
import { BAKERY, BRIDGES, opened, unreadConfig, writeArticles } from '../support/library.js';

const QUESTION = 'How many bridges does Port Ellery own?';
const generations = (embeddingsDir: string) => readdir(path.join(embeddingsDir, 'generations'));

test('the next run removes what killed runs left behind, even if no article has changed', async () => {
  const config = await unreadConfig({ 'bridges.txt': BRIDGES });
  const verbatim = await opened(config);
  const { generation } = await verbatim.reindex('changed');
  const folder = path.join(config.embeddingsDir, 'generations');
  await mkdir(path.join(folder, '.building-20200101000000000-abcdef'));
  await mkdir(path.join(folder, '20200101000000000-abcdef'));
  await writeFile(`${pointerFile(config.embeddingsDir)}.123456789`, 'half');
  expect((await verbatim.reindex('changed')).generation).toBe(generation);
  expect(await generations(config.embeddingsDir)).toEqual([generation]);
  expect((await readdir(config.embeddingsDir)).filter((name) => name.startsWith('current'))).toEqual(['current']);
});

test('a pointer to a missing generation does not cause an index to be removed', async () => {
  const config = await unreadConfig({ 'bridges.txt': BRIDGES });
  const verbatim = await opened(config);
  const { generation } = await verbatim.reindex('changed');
  await writeFile(pointerFile(config.embeddingsDir), '20200101000000000-abcdef\n');
  await rm(path.join(config.articlesDir, 'bridges.txt'));
  await expect(verbatim.reindex('changed')).rejects.toThrow(/No article/);
  expect(await generations(config.embeddingsDir)).toEqual([generation]);
});

test('a process with an older index continues after its files were pruned', { timeout: 90_000 }, async () => {
  const config = await unreadConfig({ 'bridges.txt': BRIDGES });
  const verbatim = await opened(config);
  await verbatim.reindex('changed');
  const [serving, building] = [await opened(config), await opened(config)];
  const old = serving.source('bridges.txt');
  await writeArticles(config, { 'bridges.txt': BRIDGES.replace('seven', 'eight'), 'bakery.md': BAKERY });
  for (let run = 0; run < 3; run++) await building.reindex('everything');
  // There has been no question since, so it has not looked for a newer index.
  expect(serving.source('bridges.txt')).toEqual(old);
  expect(serving.sources().map(({ id }) => id)).toEqual(['bridges.txt']);
  expect((await serving.ask(QUESTION)).quotes[0]?.text).toContain('eight');
});

test('an index that is changed while in use is noticed, and an index run repairs it', async () => {
  const config = await unreadConfig({ 'bridges.txt': BRIDGES });
  const { generation } = await (await opened(config)).reindex('changed');
  const verbatim = await opened(config);
  const { store } = generationPaths(config.embeddingsDir, generation);
  const bytes = await readFile(store);
  await writeFile(store, Buffer.from(bytes.toString('latin1').replaceAll('seven', 'eight'), 'latin1'));
  const asked = verbatim.ask(QUESTION).then((answer) => verbatim.verified(answer));
  await expect(asked).rejects.toThrow(IndexUnavailableError);
  await expect(verbatim.ask(QUESTION)).rejects.toThrow(/damaged.*npm run index/);
  await verbatim.reindex('changed');
  expect((await verbatim.ask(QUESTION)).quotes[0]?.text).toContain('seven');
});

test('a changed figure in the manifest is noticed', async () => {
  const config = await unreadConfig({ 'bridges.txt': BRIDGES });
  const { generation } = await (await opened(config)).reindex('changed');
  const { manifest } = generationPaths(config.embeddingsDir, generation);
  await writeFile(manifest, (await readFile(manifest, 'utf8')).replace('"dimensions": 384', '"dimensions": 385'));
  await expect((await opened(config)).ask(QUESTION)).rejects.toThrow(/manifest is missing or damaged.*npm run index/);
});

test('another file in the lock’s place does not lock permanently', async () => {
  const config = await unreadConfig({ 'bridges.txt': BRIDGES });
  await mkdir(config.embeddingsDir, { recursive: true });
  await writeFile(
    lockFile(config.embeddingsDir),
    'not a database, and longer than a header of one would have to be, by far',
  );
  await expect((await opened(config)).reindex('changed')).resolves.toMatchObject({ articles: 1 });
});

test('a run whose folder was moved and replaced does not touch the new one', async () => {
  const config = await unreadConfig({ 'bridges.txt': BRIDGES });
  await mkdir(config.embeddingsDir, { recursive: true });
  const lock = lockForIndexing(config.embeddingsDir);
  lock.confirm();
  await rename(config.embeddingsDir, `${config.embeddingsDir}-old`);
  const other = lockForIndexing(config.embeddingsDir);
  other.confirm();
  expect(() => lock.confirm()).toThrow(StorageError);
  lock.release();
  other.release();
});
