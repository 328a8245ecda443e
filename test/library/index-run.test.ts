import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { buildInThread } from '../../src/library/indexing/build-in-thread.js';
import { lockForIndexing } from '../../src/library/indexing/lock.js';
import type { IndexProgress } from '../../src/library/reports.js';
import { AlreadyIndexingError, ModelUnavailableError, NoArticlesError } from '../../src/runtime/errors.js';
import { StorageError } from '../../src/runtime/files/storage-error.js';
import { BAKERY, BRIDGES, opened, unreadConfig, writeArticles } from '../support/library.js';
import { realModel } from '../support/model.js';

const generations = async (embeddingsDir: string) => readdir(path.join(embeddingsDir, 'generations'));

test('a run reports added, changed, removed and unchanged articles, and embeds only what is new', async () => {
  const config = await unreadConfig({ 'bridges.txt': BRIDGES, 'town/bakery.md': BAKERY });
  const verbatim = await opened(config);
  const first = await verbatim.reindex('changed');
  expect(first).toMatchObject({ added: ['bridges.txt', 'town/bakery.md'], changed: [], removed: [], unchanged: 0 });
  expect(first.articles).toBe(2);
  expect(first.embedded).toBeGreaterThan(0);

  await writeArticles(config, {
    'bridges.txt': BRIDGES.replace('seven', 'eight'),
    'new.txt': 'A new thing happened at noon.',
  });
  await rm(path.join(config.articlesDir, 'town/bakery.md'));
  const second = await verbatim.reindex('changed');
  expect(second).toMatchObject({
    added: ['new.txt'],
    changed: ['bridges.txt'],
    removed: ['town/bakery.md'],
    unchanged: 0,
  });
  expect(second.cached).toBeGreaterThan(0);
  expect(second.embedded).toBeLessThan(first.embedded);
  expect(
    verbatim
      .sources()
      .map((source) => source.id)
      .sort(),
  ).toEqual(['bridges.txt', 'new.txt']);
});

test('a run with nothing to do keeps the generation, and a full run embeds everything again', async () => {
  const verbatim = await opened(await unreadConfig({ 'bridges.txt': BRIDGES }));
  const first = await verbatim.reindex('changed');
  const second = await verbatim.reindex('changed');
  expect(second).toMatchObject({ generation: first.generation, unchanged: 1, embedded: 0, passages: first.passages });
  const third = await verbatim.reindex('everything');
  expect(third.generation).not.toBe(first.generation);
  expect(third.embedded).toBe(first.embedded);
});

test('progress covers reading, embedding and writing, each to its end', async () => {
  const verbatim = await opened(await unreadConfig({ 'bridges.txt': BRIDGES }));
  const seen: IndexProgress[] = [];
  await verbatim.reindex('changed', (progress) => seen.push(progress));
  expect([...new Set(seen.map((progress) => progress.stage))]).toEqual(['articles', 'embedding', 'index']);
  for (const stage of ['articles', 'embedding', 'index']) {
    const last = seen.findLast((progress) => progress.stage === stage);
    expect(last?.done).toBe(last?.total);
  }
});

test('questions are answered during a run, and a second run is refused', async () => {
  const config = await unreadConfig({ 'bridges.txt': BRIDGES });
  const verbatim = await opened(config);
  await verbatim.reindex('changed');
  const running = verbatim.reindex('everything');
  await expect(verbatim.reindex('changed')).rejects.toThrow(AlreadyIndexingError);
  expect((await verbatim.ask('How many bridges does Port Ellery own?')).kind).toBe('answered');
  await running;
});

test('a run in another process on the same folder is noticed, and its end releases the lock', async () => {
  const config = await unreadConfig({ 'bridges.txt': BRIDGES });
  const verbatim = await opened(config);
  const lock = lockForIndexing(config.embeddingsDir);
  await expect(verbatim.reindex('changed')).rejects.toThrow(AlreadyIndexingError);
  lock.release();
  await expect(verbatim.reindex('changed')).resolves.toMatchObject({ articles: 1 });
});

test('a run that is stopped leaves the old generation in use, and the next one cleans up', async () => {
  const config = await unreadConfig({ 'bridges.txt': BRIDGES });
  const verbatim = await opened(config);
  const { generation } = await verbatim.reindex('changed');
  const stop = new AbortController();
  const stopped = verbatim.reindex('everything', ({ stage }) => stage === 'embedding' && stop.abort(), stop.signal);
  await expect(stopped).rejects.toThrow(/abort/i);
  expect((await verbatim.ask('How many bridges does Port Ellery own?')).kind).toBe('answered');
  await writeFile(path.join(config.articlesDir, 'bakery.md'), BAKERY);
  await verbatim.reindex('changed');
  const left = await generations(config.embeddingsDir);
  expect(left).toContain(generation);
  expect(left.filter((name) => name.startsWith('.'))).toEqual([]);
});

test('old generations are removed, but not the previous one', async () => {
  const config = await unreadConfig({ 'bridges.txt': BRIDGES });
  const verbatim = await opened(config);
  const ids: string[] = [];
  for (let run = 0; run < 3; run++) ids.push((await verbatim.reindex('everything')).generation);
  expect((await generations(config.embeddingsDir)).sort()).toEqual(ids.slice(1).sort());
});

test('an article that cannot be read is reported by name and stops no other', async () => {
  const config = await unreadConfig({ 'bridges.txt': BRIDGES, 'bad.jsonl': '{"id": "x"\n' });
  const report = await (await opened(config)).reindex('changed');
  expect(report.articles).toBe(1);
  expect(report.problems).toEqual([{ where: 'bad.jsonl:1', reason: expect.stringContaining('not JSON') }]);
});

test('a folder without articles is an error, and the current index stays', async () => {
  const config = await unreadConfig({ 'bridges.txt': BRIDGES });
  const verbatim = await opened(config);
  await verbatim.reindex('changed');
  await rm(path.join(config.articlesDir, 'bridges.txt'));
  await expect(verbatim.reindex('changed')).rejects.toThrow(NoArticlesError);
  expect((await verbatim.ask('How many bridges does Port Ellery own?')).kind).toBe('answered');
});

test('a model that is gone and a folder that can’t be written are told apart', async () => {
  const { articlesDir, embeddingsDir } = await unreadConfig({ 'bridges.txt': BRIDGES });
  const model = await realModel();
  const run = (root: string) =>
    buildInThread({ articlesDir, embeddingsDir, model: { ...model, root }, mode: 'changed', threads: 1 }, () => {});
  await expect(run('/nowhere')).rejects.toThrow(ModelUnavailableError);
  await rm(path.join(embeddingsDir, 'generations'), { recursive: true, force: true });
  await writeFile(path.join(embeddingsDir, 'generations'), '');
  await expect(run(model.root)).rejects.toThrow(StorageError);
});
