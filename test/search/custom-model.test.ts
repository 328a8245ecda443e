import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/config/config.js';
import { openEmbedder } from '../../src/search/embedding/thread-embedder.js';
import { prepareModel } from '../../src/search/model/prepare.js';
import { serveFiles } from '../support/file-server.js';
import { temporaryFolder } from '../support/folders.js';
import { realModel } from '../support/model.js';

/** The project’s own model’s files at the paths where a hub would have them. */
async function filesOfModel(address: string) {
  const model = await realModel();
  const names = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model_quantized.onnx'];
  const files: Record<string, Buffer> = {};
  for (const name of names) {
    files[`${address}/${name}`] = await readFile(path.join(model.root, model.name, name));
  }
  return files;
}

describe('a custom model', () => {
  test('is downloaded once and used with its pooling and prefixes', async () => {
    const hub = await serveFiles(await filesOfModel('/own/model/resolve/main'));
    const settings = { EMBEDDING_MODEL: 'own/model', EMBEDDING_DTYPE: 'q8', MODEL_HUB_URL: hub.url };
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

  test('may be put into its folder by hand, and must then stay unchanged', async () => {
    const { root, name } = await realModel();
    const folder = await temporaryFolder();
    await cp(path.join(root, name), path.join(folder, 'mine'), { recursive: true });
    const settings = {
      EMBEDDING_MODEL: 'mine',
      EMBEDDING_DTYPE: 'q8',
      MODEL_DIR: folder,
      MODEL_HUB_URL: 'http://127.0.0.1:1',
    };
    await prepareModel(parseConfig(settings));
    await writeFile(path.join(folder, 'mine/config.json'), '{}');
    await expect(prepareModel(parseConfig(settings))).rejects.toThrow(
      /has changed since it was first used: config\.json/,
    );
  });

  test('is pinned to one revision, with a separate folder', async () => {
    const files = await filesOfModel('/own/model/resolve/abc123');
    const hub = await serveFiles(files);
    const settings = { EMBEDDING_MODEL: 'own/model@abc123', EMBEDDING_DTYPE: 'q8', MODEL_HUB_URL: hub.url };
    const folder = await temporaryFolder();
    const model = await prepareModel(parseConfig({ ...settings, MODEL_DIR: folder }));
    const embedder = await openEmbedder(model);
    expect(await embedder.embed(['bridges'], 'query')).toHaveLength(1);
    await embedder.close();
    const other = parseConfig({ ...settings, EMBEDDING_MODEL: 'own/model@other', MODEL_DIR: folder });
    await expect(prepareModel(other)).rejects.toThrow(/own\/model@other .*resolve\/other: config\.json: HTTP 404/);
  });

  test('may be any folder, which is used as it is, without downloads or writes', async () => {
    const { root, name } = await realModel();
    const folder = path.join(await temporaryFolder(), 'a model of mine');
    await cp(path.join(root, name), folder, { recursive: true });
    const before = await readdir(folder);
    const settings = { EMBEDDING_MODEL: folder, EMBEDDING_DTYPE: 'q8', MODEL_HUB_URL: 'http://127.0.0.1:1' };
    const model = await prepareModel(parseConfig({ ...settings, MODEL_DIR: await temporaryFolder() }));
    const [own, pinned] = [await openEmbedder(model), await openEmbedder(await realModel())];
    expect(await own.embed(['bridges'], 'query')).toEqual(await pinned.embed(['bridges'], 'query'));
    await Promise.all([own.close(), pinned.close()]);
    expect(await readdir(folder)).toEqual(before);
    const changed = JSON.parse(await readFile(path.join(folder, 'config.json'), 'utf8'));
    await writeFile(path.join(folder, 'config.json'), JSON.stringify({ ...changed, note: 'changed' }));
    expect((await prepareModel(parseConfig(settings))).fingerprint).not.toBe(model.fingerprint);
    const { EMBEDDING_DTYPE: _, ...wrong } = settings;
    await expect(prepareModel(parseConfig(wrong))).rejects.toThrow(/lacks onnx\/model\.onnx.*EMBEDDING_DTYPE/);
  });

  test('that the hub does not have is an error that says what to check', async () => {
    const hub = await serveFiles({});
    const settings = { EMBEDDING_MODEL: 'no/such', MODEL_DIR: await temporaryFolder(), MODEL_HUB_URL: hub.url };
    await expect(prepareModel(parseConfig(settings))).rejects.toThrow(/config\.json: HTTP 404.*Check EMBEDDING_MODEL/);
  });
});
