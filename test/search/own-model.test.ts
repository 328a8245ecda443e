import { cp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { checkedOwnFiles, type OwnModel } from '../../src/search/model/own-files.js';
import { OWN_EMBEDDER, ownEmbedder } from '../../src/search/model/prepare.js';
import { temporaryFolder } from '../support/folders.js';
import { realModel } from '../support/model.js';

/** A copy of the project's embedding model. */
async function copied(): Promise<OwnModel> {
  const folder = path.join(await temporaryFolder(), 'embedder');
  await cp(OWN_EMBEDDER.folder, folder, { recursive: true });
  return { ...OWN_EMBEDDER, folder };
}

test('the embedding model is part of the project, whole, and known by its contents', async () => {
  const model = await realModel();
  expect(path.join(model.root, model.name)).toBe(OWN_EMBEDDER.folder);
  expect(model.fingerprint).toBe(ownEmbedder(await checkedOwnFiles(await copied())).fingerprint);
});

test.each([
  ['missing', (file: string) => rm(file), /onnx\/model_quantized\.onnx is missing/],
  ['cut short', (file: string) => writeFile(file, 'half'), /has 4 bytes instead of \d+/],
])('a file of it that is %s is named, with how to restore it', async (_what, damage, message) => {
  const model = await copied();
  await damage(path.join(model.folder, 'onnx/model_quantized.onnx'));
  const failure = checkedOwnFiles(model);
  await expect(failure).rejects.toThrow(message);
  await expect(failure).rejects.toThrow(/git checkout -- models\/embedder/);
});

test('a changed byte is noticed, and a damaged lock file is named', async () => {
  const model = await copied();
  const config = path.join(model.folder, 'config.json');
  await cp(path.join(model.folder, 'tokenizer_config.json'), config);
  await expect(checkedOwnFiles(model)).rejects.toThrow(/config\.json (?:has \d+ bytes|does not have)/);
  await writeFile(path.join(model.folder, model.lockFile), '{');
  await expect(checkedOwnFiles(model)).rejects.toThrow(/embedder\.lock\.json is damaged/);
});
