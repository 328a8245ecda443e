import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/config.js';
import { openEmbedder } from '../../src/search/embedding/thread-embedder.js';
import { prepareModel } from '../../src/search/model/prepare.js';
import { serveFiles } from '../support/file-server.js';
import { temporaryFolder } from '../support/folders.js';
import { realModel } from '../support/model.js';

// A hub of one model: the pinned one under another name.
async function hubWithModel() {
  const model = await realModel();
  const names = [
    'config.json',
    'tokenizer.json',
    'tokenizer_config.json',
    'onnx/model_q4.onnx',
    'onnx/model_q4.onnx_data',
  ];
  const files: Record<string, Buffer> = {};
  for (const name of names) {
    files[`/own/model/resolve/main/${name}`] = await readFile(path.join(model.root, model.name, name));
  }
  return serveFiles(files);
}

describe("a model of the user's own choosing", () => {
  test('is fetched once and used with its pooling and prefixes', async () => {
    const hub = await hubWithModel();
    const settings = { EMBEDDING_MODEL: 'own/model', EMBEDDING_DTYPE: 'q4', MODEL_HUB_URL: hub.url };
    const folder = await temporaryFolder();
    const plain = await prepareModel(parseConfig({ ...settings, MODEL_DIR: folder }));
    const asked = hub.requests.length;
    const prefixed = await prepareModel(
      parseConfig({ ...settings, MODEL_DIR: folder, EMBEDDING_QUERY_PREFIX: 'query: ', EMBEDDING_POOLING: 'cls' }),
    );
    expect(hub.requests).toHaveLength(asked);
    expect(prefixed.fingerprint).not.toBe(plain.fingerprint);

    const [a, b] = [await openEmbedder(plain), await openEmbedder(prefixed)];
    const [meanWithPrefix] = await a.embed(['query: bridges'], 'query');
    const [mean] = await a.embed(['bridges'], 'query');
    const [cls] = await b.embed(['query: bridges'], 'passage');
    const [clsWithPrefix] = await b.embed(['bridges'], 'query');
    await Promise.all([a.close(), b.close()]);
    expect(clsWithPrefix).toEqual(cls);
    expect(mean).not.toEqual(meanWithPrefix);
    expect(clsWithPrefix).not.toEqual(meanWithPrefix);
  });

  test('may be put into its folder by hand, and is then held to what it was', async () => {
    const { root, name } = await realModel();
    const folder = await temporaryFolder();
    await cp(path.join(root, name), path.join(folder, 'mine'), { recursive: true });
    const settings = {
      EMBEDDING_MODEL: 'mine',
      EMBEDDING_DTYPE: 'q4',
      MODEL_DIR: folder,
      MODEL_HUB_URL: 'http://127.0.0.1:1',
    };
    await prepareModel(parseConfig(settings));
    await writeFile(path.join(folder, 'mine/config.json'), '{}');
    await expect(prepareModel(parseConfig(settings))).rejects.toThrow(
      /has changed since it was first used: config\.json/,
    );
  });

  test('that the hub does not have is an error that says what to check', async () => {
    const hub = await serveFiles({});
    const settings = { EMBEDDING_MODEL: 'no/such', MODEL_DIR: await temporaryFolder(), MODEL_HUB_URL: hub.url };
    await expect(prepareModel(parseConfig(settings))).rejects.toThrow(/config\.json: HTTP 404.*Check EMBEDDING_MODEL/);
  });
});
