import { cp } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { questionModels } from '../../src/app/question-models.js';
import { parseConfig } from '../../src/config/config.js';
import { SMALL_READER } from '../../src/reader/files.js';
import { temporaryFolder } from '../support/folders.js';
import { realModel } from '../support/model.js';

const PASSAGE = { text: 'It opened in 1923.', sentences: [{ start: 0, end: 18 }] };

async function opened(environment: Readonly<Record<string, string>>) {
  const settings = parseConfig({ DATA_DIR: await temporaryFolder(), ...environment });
  const models = questionModels(await realModel(), settings, () => {});
  onTestFinished(() => models.close());
  return models;
}

test('READER chooses no reader, the small one, or the large one as well', async () => {
  const folder = path.join(await temporaryFolder(), 'large');
  await cp(SMALL_READER, folder, { recursive: true });
  const off = await opened({ READER: 'off' });
  expect([off.reader, off.checker]).toEqual([undefined, undefined]);
  const small = await opened({ READER: 'small' });
  expect(small.checker).toBeUndefined();
  expect(await small.reader?.read('When?', [PASSAGE])).toHaveLength(1);
  const large = await opened({ READER: 'large', READER_MODEL: folder });
  expect(await large.checker?.read('When?', [PASSAGE])).toEqual(await large.reader?.read('When?', [PASSAGE]));
  const fingerprints = await Promise.all([off, small, large].map((each) => each.fingerprint()));
  expect(new Set(fingerprints).size).toBe(3);
});

test('a missing reader is an error when the models are loaded, and leaves no thread behind', async () => {
  const models = await opened({ READER_MODEL: path.join(await temporaryFolder(), 'none') });
  await expect(models.load()).rejects.toThrow(/lacks config\.json, vocab\.txt, onnx\/model_quantized\.onnx/);
});
