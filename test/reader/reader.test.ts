import { cp, mkdtemp, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/config/config.js';
import { SMALL_READER } from '../../src/reader/files.js';
import { prepareReaders } from '../../src/reader/prepare.js';
import { type PassageToRead, type Reader, type Reading, UNREAD } from '../../src/reader/reader.js';
import { openReader, startReader } from '../../src/reader/thread-reader.js';
import { ModelUnavailableError } from '../../src/runtime/errors.js';
import { serveFiles } from '../support/file-server.js';
import { temporaryFolder } from '../support/folders.js';
import { realModel } from '../support/model.js';

function passage(...sentences: string[]): PassageToRead {
  let text = '';
  const spans = sentences.map((sentence) => {
    const start = text.length;
    text += `${sentence} `;
    return { start, end: start + sentence.length };
  });
  return { text: text.trimEnd(), sentences: spans };
}

const museum = passage(
  'The museum opened in 1923 in a former grain store by the harbour.',
  'Its first director, Ilse Marten, had been a ship’s doctor.',
  'A storm took half of the roof in 1962, and rebuilding it cost two million crowns.',
);
const bees = passage(
  'Honey bees keep the middle of the hive at about 35 degrees.',
  'In winter they do so by shivering their flight muscles.',
  'A colony may eat twenty kilograms of honey before spring.',
);

const best = ({ sentences }: Reading) => sentences.toSorted((a, b) => b.score - a.score)[0];
const margin = (reading: Reading) => (best(reading)?.score ?? UNREAD) - reading.none;

/** The contract for every reader. */
function readerContract(name: string, open: () => Promise<Reader>) {
  describe(`${name} as a Reader`, async () => {
    const reader = await open();
    afterAll(() => reader.close());

    test.each([
      ['When did the museum open?', museum, '1923'],
      ['Who was the first director of the museum?', museum, 'Ilse Marten'],
      ['How much did rebuilding the roof cost?', museum, 'two million crowns'],
      ['How warm is the middle of the hive?', bees, '35 degrees'],
      ['How much honey does a colony eat?', bees, 'twenty kilograms'],
    ])('finds the answer to “%s”', async (question, given, answer) => {
      const [reading] = (await reader.read(question, [given])) as [Reading];
      const found = best(reading);
      const at = given.text.indexOf(answer);
      const sentence = given.sentences.findIndex(({ start, end }) => start <= at && at < end);
      expect(reading.sentences.indexOf(found as never)).toBe(sentence);
      expect(given.text.slice(found?.start, found?.end)).toContain(answer);
    });

    test('finds an answer less likely in a passage about something else', async () => {
      for (const [question, about, other] of [
        ['When did the museum open?', museum, bees],
        ['How do bees keep warm in winter?', bees, museum],
      ] as const) {
        const [right, wrong] = (await reader.read(question, [about, other])) as [Reading, Reading];
        expect(margin(right)).toBeGreaterThan(margin(wrong));
        expect(wrong.none).toBeGreaterThan(best(wrong)?.score ?? 0);
      }
    });

    test('returns a span inside each sentence', async () => {
      const [reading] = (await reader.read('Who?', [museum])) as [Reading];
      expect(reading.sentences).toHaveLength(museum.sentences.length);
      for (const [index, { start, end, score }] of reading.sentences.entries()) {
        const sentence = museum.sentences[index];
        expect(start).toBeGreaterThanOrEqual(sentence?.start ?? 0);
        expect(end).toBeLessThanOrEqual(sentence?.end ?? 0);
        expect(end).toBeGreaterThan(start);
        expect(Number.isFinite(score)).toBe(true);
      }
    });

    test('gives a passage the same scores whatever else it reads', async () => {
      const question = 'When did the museum open?';
      const [alone] = await reader.read(question, [museum]);
      expect((await reader.read(question, [bees, museum]))[1]).toEqual(alone);
    });

    test('reads a passage that is longer than its window to the end', async () => {
      const long = passage(
        ...Array.from({ length: 30 }, (_, day) => `On day ${day + 1} it rained on the hills and the river rose.`),
        'The ferry sank in 1871.',
      );
      const [reading] = (await reader.read('When did the ferry sink?', [long])) as [Reading];
      const found = best(reading);
      expect(long.text.slice(found?.start, found?.end)).toContain('1871');
    });

    test('accepts any text: none, no words, one endless word, any script', async () => {
      expect(await reader.read('Why?', [])).toEqual([]);
      const odd = [
        passage(),
        passage(''),
        passage('\u00ad'),
        passage('x'.repeat(5000)),
        passage('漢字かな🙂', '\ud800'),
      ];
      for (const { none, sentences } of await reader.read('слово '.repeat(900), odd)) {
        for (const value of [none, ...sentences.map(({ score }) => score)]) expect(Number.isFinite(value)).toBe(true);
      }
    });

    test('leaves the event loop free while it works', async () => {
      let ticks = 0;
      const timer = setInterval(() => ticks++, 1);
      await reader.read(
        'When did the museum open?',
        Array.from({ length: 8 }, () => museum),
      );
      clearInterval(timer);
      expect(ticks).toBeGreaterThan(3);
    });
  });
}

readerContract('the reader in a worker thread', () => openReader());

test('a missing or damaged reader is refused, with what to do', async () => {
  const root = await mkdtemp(path.join(tmpdir(), 'reader-'));
  await expect(openReader(path.join(root, 'none'))).rejects.toThrow(ModelUnavailableError);
  const folder = path.join(root, 'reader');
  await cp(SMALL_READER, folder, { recursive: true });
  await truncate(path.join(folder, 'onnx/model_quantized.onnx'), 1000);
  await expect(openReader(folder)).rejects.toThrow(/1000 bytes instead of .*git checkout/s);
  await rm(root, { recursive: true });
});

describe('READER_MODEL', () => {
  const opened = async (environment: Record<string, string>) => {
    const { large } = await prepareReaders(parseConfig(environment));
    if (!large) throw new Error('there is no large reader');
    return { large, reader: await startReader(large) };
  };

  test('may be a folder, which is read like any other', async () => {
    const folder = path.join(await temporaryFolder(), 'my reader');
    await cp(SMALL_READER, folder, { recursive: true });
    const { reader } = await opened({ READER_MODEL: folder });
    const small = await openReader();
    const question = 'When did the museum open?';
    expect(await reader.read(question, [museum])).toEqual(await small.read(question, [museum]));
    await Promise.all([reader.close(), small.close()]);
  });

  test('is downloaded from the hub once, at one revision', async () => {
    const files: Record<string, Buffer> = {};
    for (const name of ['config.json', 'vocab.txt', 'onnx/model_quantized.onnx'])
      files[`/own/reader/resolve/v2/${name}`] = await readFile(path.join(SMALL_READER, name));
    const hub = await serveFiles(files);
    const settings = {
      READER_MODEL: 'own/reader@v2',
      MODEL_HUB_URL: hub.url,
      MODEL_DIR: await temporaryFolder(),
    };
    const { reader, large } = await opened(settings);
    expect(await reader.read('Who?', [museum])).toHaveLength(1);
    await reader.close();
    const asked = hub.requests.length;
    expect((await prepareReaders(parseConfig(settings))).large).toEqual(large);
    expect(hub.requests).toHaveLength(asked);
  });

  test('that is not a reader is refused with what a reader is', async () => {
    const { root, name } = await realModel();
    const folder = await temporaryFolder();
    await cp(path.join(root, name), folder, { recursive: true });
    await expect(opened({ READER_MODEL: folder, READER_DTYPE: 'q8' })).rejects.toThrow(/lacks vocab\.txt/);
    await cp(path.join(SMALL_READER, 'vocab.txt'), path.join(folder, 'vocab.txt'));
    await expect(opened({ READER_MODEL: folder, READER_DTYPE: 'q8' })).rejects.toThrow(/can't be loaded.*start_logits/);
  });
});
