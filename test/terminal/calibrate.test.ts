import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Config } from '../../src/config/config.js';
import { inspect } from '../../src/doctor/inspect.js';
import { afterTests, temporaryFolder } from '../support/folders.js';
import { opened, temporaryConfig } from '../support/library.js';

const SCRIPT = fileURLToPath(new URL('../../dist/scripts/calibrate.js', import.meta.url));

const TOWNS = [
  ...['Alder', 'Birch', 'Cedar', 'Dogwood', 'Elm', 'Fir', 'Gorse', 'Hazel', 'Ivy', 'Juniper', 'Kauri', 'Larch'],
  ...[
    'Maple',
    'Nutmeg',
    'Olive',
    'Poplar',
    'Quince',
    'Rowan',
    'Spruce',
    'Tamarind',
    'Ulmus',
    'Viburnum',
    'Willow',
    'Yew',
  ],
].map((tree) => `${tree}ford`);
const articleOf = (town: string, at: number) =>
  `News from ${town}\n\nThe bridge of ${town} was built in ${1801 + at} by local masons. It cost ${at + 2} million crowns.\n`;
const answerable = TOWNS.map((town, at) => ({
  question: `When was the bridge of ${town} built?`,
  answers: [{ article: `${town}.txt`, quote: String(1801 + at) }],
}));
const unanswerable = TOWNS.slice(0, 8).map((town) => ({ question: `Which team won the ${town} chess final?` }));

let config: Config;
const after = afterTests();
beforeAll(async () => {
  config = await temporaryConfig(
    Object.fromEntries(TOWNS.map((town, at) => [`${town}.txt`, articleOf(town, at)])),
    after,
  );
  const verbatim = await opened(config, undefined, after);
  await verbatim.reindex('changed');
});

async function calibrate(dataDir: string, lines: readonly unknown[], ...options: readonly string[]) {
  const cwd = await temporaryFolder();
  if (lines.length > 0) {
    await writeFile(path.join(cwd, 'mine.jsonl'), lines.map((line) => JSON.stringify(line)).join('\n'));
  }
  const { articlesDir: ARTICLES_DIR, embeddingsDir: EMBEDDINGS_DIR, modelDir: MODEL_DIR } = config;
  const env = {
    PATH: process.env.PATH ?? '',
    ARTICLES_DIR,
    EMBEDDINGS_DIR,
    MODEL_DIR,
    DATA_DIR: dataDir,
    READER: 'small',
  };
  const given = lines.length > 0 ? ['mine.jsonl'] : [];
  return promisify(execFile)(process.execPath, [SCRIPT, ...options, ...given], { cwd, env }).then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
    (failed: { code: number; stdout: string; stderr: string }) => {
      return { code: failed.code, output: failed.stdout + failed.stderr };
    },
  );
}

describe('npm run calibrate', { timeout: 60_000 }, () => {
  test('fits thresholds that answers and the check-up use, until other models make them stale', async () => {
    const dataDir = await temporaryFolder();
    const { code, output } = await calibrate(dataDir, [...answerable, ...unanswerable], '--error', '20%');
    expect(output).toMatch(/mine\.jsonl: 32 questions, 24 of them answerable, 8 not/);
    expect(output).toMatch(/of these wrong +\d+ of \d+: [\d.]+ % \([\d.]+ % to [\d.]+ %\)/);
    expect(code).toBe(0);
    const file = path.join(dataDir, 'thresholds.json');
    const written = JSON.parse(await readFile(file, 'utf8'));
    expect(written).toMatchObject({ error: 0.2, questions: 32 });

    const small = { ...config, dataDir, reader: 'small' as const };
    const question = answerable[3]?.question ?? '';
    const warnings: Error[] = [];
    const kindWith = async (settings: Config) =>
      (await (await opened(settings, (cause) => warnings.push(cause))).ask(question)).kind;
    expect(await kindWith(small)).toBe('answered');
    await writeFile(file, JSON.stringify({ ...written, answered: 1, closest: 1 }));
    expect(await kindWith(small)).toBe('nothing');
    expect(warnings).toEqual([]);
    expect(await inspect(small)).toContainEqual(expect.objectContaining({ status: 'good', key: 'thresholds.own' }));

    const off = { ...small, reader: 'off' as const };
    expect(await kindWith(off)).not.toBe('nothing');
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringMatching(/other models or settings.*--reset/s),
    ]);
    expect(await inspect(off)).toContainEqual(expect.objectContaining({ status: 'warning', key: 'thresholds.stale' }));
    await writeFile(file, '{');
    expect(await inspect(small)).toContainEqual(
      expect.objectContaining({ status: 'warning', key: 'thresholds.damaged' }),
    );

    expect((await calibrate(dataDir, [], '--reset')).code).toBe(0);
    await expect(readFile(file)).rejects.toThrow(/ENOENT/);
  });

  test('only reports with --dry-run', async () => {
    const dataDir = await temporaryFolder();
    const { code, output } = await calibrate(dataDir, [...answerable, ...unanswerable], '--error=20%', '--dry-run');
    expect(code).toBe(0);
    expect(output).toMatch(/Answered above a confidence of/);
    await expect(readFile(path.join(dataDir, 'thresholds.json'))).rejects.toThrow(/ENOENT/);
  });

  test.each([
    [
      'too few answerable questions',
      [...answerable.slice(0, 19), ...unanswerable],
      /19 questions with answers\. At least 20 are needed/,
    ],
    ['no question without answers', answerable, /no questions without answers.*too low/s],
    ['a question twice', [...answerable, ...unanswerable, answerable[4]], /line 33: the same question as line 5/],
    [
      'answers that are not there',
      [...answerable, ...unanswerable, { question: 'Who?', answers: [{ article: 'no.txt', quote: 'x' }] }],
      /line 33: there is no article "no\.txt"/,
    ],
    ['lines that are no questions', [...answerable, ...unanswerable, { answers: [] }], /line 33: question: /],
  ])('refuses %s', async (_what, lines, message) => {
    const { code, output } = await calibrate(await temporaryFolder(), lines);
    expect(code).toBe(1);
    expect(output).toMatch(message);
    expect(output).not.toMatch(/^ {4}at /m);
  });

  test('refuses an error rate that can’t be reached, and says which one could be', async () => {
    const { code, output } = await calibrate(
      await temporaryFolder(),
      [...answerable, ...unanswerable],
      '--error',
      '0.1%',
    );
    expect(code).toBe(1);
    expect(output).toMatch(/at most 0\.1 %.*[\d.]+ % are expected to be wrong/);
  });
});
