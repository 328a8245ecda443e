import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { sweepLeftovers } from '../../src/intake/leftovers.js';
import { sweepPartial } from '../../src/search/model/sweep.js';
import { temporaryFolder } from '../support/folders.js';

const LONG_AGO = new Date(Date.now() - 2 * 3_600_000);

async function written(file: string, at?: Date): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, 'something');
  if (at) for (const each of [file, path.dirname(file)]) await utimes(each, at, at);
}

test('unfinished articles are removed, but not those that are being written', async () => {
  const [articles, data] = [await temporaryFolder(), await temporaryFolder()];
  await written(path.join(articles, '.arriving-old'), LONG_AGO);
  await written(path.join(articles, 'town/.arriving-old'), LONG_AGO);
  await written(path.join(articles, 'town/.arriving-now'));
  await written(path.join(articles, 'town/kept.txt'), LONG_AGO);
  await written(path.join(data, 'incoming/old/x.txt'), LONG_AGO);
  await written(path.join(data, 'incoming/now/x.txt'));
  await sweepLeftovers(articles, data);
  expect(await readdir(articles)).toEqual(['town']);
  expect((await readdir(path.join(articles, 'town'))).sort()).toEqual(['.arriving-now', 'kept.txt']);
  expect(await readdir(path.join(data, 'incoming'))).toEqual(['now']);
});

test('a download is stale when nothing in it was written for an hour', async () => {
  const root = await temporaryFolder();
  await written(path.join(root, '.partial-old/onnx/model.onnx'), LONG_AGO);
  await utimes(path.join(root, '.partial-old'), LONG_AGO, LONG_AGO);
  // A large file can take longer than an hour, during which its folder is not written to.
  await written(path.join(root, 'someone/.partial-slow/onnx/model.onnx'));
  await utimes(path.join(root, 'someone/.partial-slow'), LONG_AGO, LONG_AGO);
  await sweepPartial(root);
  expect(await readdir(root)).toEqual(['someone']);
  expect(await readdir(path.join(root, 'someone'))).toEqual(['.partial-slow']);
});
