import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Config } from '../../src/config/config.js';
import type { Finding } from '../../src/doctor/finding.js';
import { inspect, withoutPaths } from '../../src/doctor/inspect.js';
import { checkNode } from '../../src/doctor/machine.js';
import { openState } from '../../src/state/state.js';
import { type After, temporaryFolder } from '../support/folders.js';
import { BAKERY, BRIDGES, opened, temporaryConfig, writeArticles } from '../support/library.js';

const wrong = (findings: readonly Finding[]) =>
  findings.filter(({ status }) => status !== 'good').map(({ status, key }) => `${status} ${key}`);
const of = (findings: readonly Finding[], key: Finding['key']) => findings.find((each) => each.key === key)?.values;

async function configured(articles: Readonly<Record<string, string>>, after?: After): Promise<Config> {
  return { ...(await temporaryConfig(articles, after)), dataDir: path.join(await temporaryFolder(after), 'data') };
}

// One installation, indexed by the first of these tests and changed by the last.
describe('an installation', () => {
  let config: Config;
  let generation: string;

  beforeAll(async () => {
    config = await configured({ 'bridges.txt': BRIDGES, 'bakery.md': BAKERY }, afterAll);
  });

  test('has nothing wrong when it is valid, indexed or not', async () => {
    expect(wrong(await inspect(config))).toEqual(['broken index.none']);
    ({ generation } = await (await opened(config)).reindex('changed'));
    const findings = await inspect(config);
    expect(wrong(findings)).toEqual([]);
    expect(of(findings, 'index.fine')).toMatchObject({ count: 2, built: expect.any(Date) });
    expect(of(findings, 'articles.fine')).toEqual({ count: 2 });
    expect(of(findings, 'model.fine')?.fingerprint).toMatch(/^[0-9a-f]{16}$/);
  });

  test('with a damaged index is told so once', async () => {
    const vectors = path.join(config.embeddingsDir, 'generations', generation, 'vectors.hnsw');
    const whole = await readFile(vectors);
    await writeFile(vectors, 'x');
    const findings = await inspect(config);
    await writeFile(vectors, whole);
    expect(wrong(findings)).toEqual(['broken index.unusable']);
    expect(String(of(findings, 'index.unusable')?.reason)).toMatch(/damaged/);
    expect(String(of(findings, 'index.unusable')?.reason)).not.toMatch(/npm run index/);
  });

  test('is told of changed articles, of unreadable ones, and of skipped files', async () => {
    await writeArticles(config, {
      'bridges.txt': `${BRIDGES}\nIt is painted green.\n`,
      'new.txt': 'The mill\n\nThe mill stands by the river.\n',
      'notes/b.rst': 'Notes.',
      'notes/c.doc': 'Notes.',
      ...Object.fromEntries(Array.from({ length: 25 }, (_, at) => [`staff/${at}.jsonl`, '{"id":'])),
    });
    const findings = await inspect(config);
    expect(of(findings, 'index.outdated')).toEqual({ added: 1, changed: 1, removed: 0 });
    expect(findings).toContainEqual({
      status: 'good',
      key: 'articles.skipped',
      values: { count: 2, types: '.rst, .doc' },
      collection: 'notes',
    });
    const unread = findings.filter(({ key }) => key === 'articles.unread');
    expect(unread).toHaveLength(20);
    expect(new Set(unread.map(({ collection }) => collection))).toEqual(new Set(['staff']));
    expect(of(findings, 'articles.more')).toEqual({ count: 5 });
  });
});

test('changes nothing: it creates no folder or file', async () => {
  const config = await configured({ 'bridges.txt': BRIDGES });
  const root = path.dirname(config.articlesDir);
  const before = await readdir(root, { recursive: true });
  await inspect(config);
  expect(await readdir(root, { recursive: true })).toEqual(before);
  expect(await readdir(path.dirname(config.dataDir))).toEqual([]);
});

/** A model that the user chose and never used. */
const MODEL = {
  place: { name: 'owner/model' },
  dtype: 'fp32',
  pooling: 'mean',
  queryPrefix: '',
  passagePrefix: '',
} as const;

test('reports a missing model and articles, a file in a folder’s place, and a damaged database', async () => {
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, 'file'), '');
  await mkdir(path.join(folder, 'data'));
  await writeFile(path.join(folder, 'data', 'verbatim.db'), 'x'.repeat(5_000));
  const config = {
    ...(await temporaryConfig({})),
    ...{ articlesDir: path.join(folder, 'none'), modelDir: path.join(folder, 'file', 'models') },
    dataDir: path.join(folder, 'data'),
    model: MODEL,
  };
  const findings = await inspect(config);
  expect(wrong(findings).sort()).toEqual([
    'broken articles.none',
    'broken database.damaged',
    'broken folder.readonly',
    'broken model.missing',
  ]);
  expect(of(findings, 'folder.readonly')).toMatchObject({ setting: 'MODEL_DIR' });
});

test('recognises a model chosen by the user that was never used', async () => {
  const config = { ...(await configured({ 'bridges.txt': BRIDGES })), model: MODEL, modelDir: await temporaryFolder() };
  expect(wrong(await inspect(config))).toEqual(['broken model.missing']);
});

test('a database in use is valid, and paths are replaced by the names of settings', async () => {
  const config = await configured({});
  const state = openState(config.dataDir, {});
  const findings = await inspect({ ...config, articlesDir: path.join(config.dataDir, 'none') });
  expect(of(findings, 'database.fine')?.size).toMatch(/B$/);
  state.close();
  const told = JSON.stringify(withoutPaths(findings, config));
  expect(JSON.stringify(findings)).toContain(config.dataDir);
  expect(told).not.toContain(config.dataDir);
  expect(told).toContain('DATA_DIR/none');
});

test.each([
  ['18.20.1', 'node.old'],
  ['20.18.3', 'node.old'],
  ['20.19.0', 'node.fine'],
  ['22.1.0', 'node.fine'],
])('Node %s is %s', async (version, key) => {
  expect((await checkNode(version)).key).toBe(key);
});
