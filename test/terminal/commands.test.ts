import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Config } from '../../src/config/config.js';
import { fromProjectRoot } from '../../src/runtime/project.js';
import { afterTests, temporaryFolder } from '../support/folders.js';
import { BAKERY, BRIDGES, temporaryConfig } from '../support/library.js';

interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a script as `npm run` does, with these settings and, apart from PATH, nothing of this process's environment. */
function script(name: string, args: string[], config: Config, input = ''): Promise<Finished> {
  return new Promise((resolve) => {
    const env = {
      PATH: process.env.PATH,
      ARTICLES_DIR: config.articlesDir,
      EMBEDDINGS_DIR: config.embeddingsDir,
      MODEL_DIR: config.modelDir,
    };
    const options = { env, cwd: path.dirname(config.articlesDir) };
    const child = execFile(
      'node',
      [fromProjectRoot(`dist/scripts/${name}.js`), ...args],
      options,
      (cause, stdout, stderr) => {
        resolve({ code: cause ? Number(cause.code) : 0, stdout, stderr });
      },
    );
    child.stdin?.end(input);
  });
}

const townArticles = { 'bridges.txt': BRIDGES, 'bakery.md': BAKERY };
/** Indexed, for tests that only read. */
let town: Config;
const after = afterTests();

beforeAll(async () => {
  town = await temporaryConfig(townArticles, after);
  await script('index', [], town);
});

test('a first question indexes, then prints quote and citation', async () => {
  const config = await temporaryConfig(townArticles);
  const { code, stdout, stderr } = await script('ask', ['How many bridges does Port Ellery own?'], config);
  expect(code).toBe(0);
  expect(stderr).toMatch(/not been indexed yet[\s\S]*Embedding passages/);
  expect(stdout).toContain('The articles say');
  expect(stdout.replace(/\s*│\s*|\s+/g, ' ')).toContain('owns seven bridges');
  expect(stdout).toContain('[1] The bridges of Port Ellery');
});

test('an index can be rolled back, and says so if there is no previous one', async () => {
  const config = await temporaryConfig(townArticles);
  await script('index', [], config);
  const refused = await script('index', ['--roll-back'], config);
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toMatch(/no previous index/);
  await writeFile(path.join(config.articlesDir, 'bakery.md'), BAKERY.replace('five', 'six'));
  await script('index', [], config);
  const { code, stdout } = await script('index', ['--roll-back'], config);
  expect(code).toBe(0);
  expect(stdout).toMatch(/~ bakery\.md\n.* in use again .*\n.*next `npm run index` reads them again/);
  const conflicting = await script('index', ['--roll-back', '--full'], config);
  expect(conflicting).toMatchObject({ code: 1, stdout: '' });
});

test('chat answers one question after another and survives an invalid one', async () => {
  const { code, stdout } = await script(
    'chat',
    [],
    town,
    `What does a loaf cost?\n?!\n${'x'.repeat(1200)}\nHow many bridges does Port Ellery own?\n`,
  );
  expect(code).toBe(0);
  expect(stdout).toContain('A loaf costs forty crowns');
  expect(stdout).toContain('Ask a question in words');
  expect(stdout).toContain('owns seven bridges');
});

test('chat completes a follow-up from the previous question', async () => {
  const { stdout } = await script('chat', [], town, 'Who built the Heron Bridge?\nand what did its repairs cost?\n');
  expect(stdout).toContain('asked as: what did its repairs cost? built Heron Bridge');
  expect(stdout).toContain('2.3 million crowns');
});

test('JSON lines name marked words only if there are any, and filters work', async () => {
  const questions = path.join(await temporaryFolder(), 'questions.jsonl');
  await writeFile(
    questions,
    '{"question": "How long does the rye bread rest?"}\n{"question": "How many bridges are there? from:courier"}\n',
  );
  const { stdout } = await script('ask', ['--json', '--questions', questions], town);
  const [first, second] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const { text, start, marks } = first.quotes[0];
  expect(marks).toHaveLength(1);
  expect(text.slice(marks[0].start - start, marks[0].end - start)).toMatch(/^nineteen( hours)?$/);
  expect(first).not.toHaveProperty('differ');
  expect(first.quotes[0]).not.toHaveProperty('also');
  for (const quote of second.quotes) expect(quote.article).toBe('bakery.md');
});

test('JSON lines keep their format, order and ids, and their offsets refer to the stored text', async () => {
  const questions = path.join(await temporaryFolder(), 'questions.jsonl');
  await writeFile(
    questions,
    '{"id": "b", "question": "What does a loaf cost?"}\n\n{"id": 7, "question": "Which planets have rings?"}\n',
  );
  const { code, stdout } = await script('ask', ['--json', '--questions', questions], town);
  expect(code).toBe(0);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toHaveLength(2);
  expect(lines[0]).toEqual({
    id: 'b',
    question: 'What does a loaf cost?',
    kind: 'answered',
    confidence: expect.any(Number),
    quotes: expect.any(Array),
    ms: expect.any(Number),
  });
  const quote = lines[0].quotes[0];
  expect(Object.keys(quote).slice(0, 6)).toEqual(['article', 'start', 'end', 'text', 'score', 'citation']);
  expect(lines[1]).toMatchObject({ id: 7, kind: 'nothing', quotes: [] });

  const listed = await script('sources', ['--json'], town);
  expect(JSON.parse(listed.stdout).map((source: { id: string }) => source.id)).toEqual(['bakery.md', 'bridges.txt']);
  const shown = JSON.parse((await script('sources', ['--json', '--text', quote.article], town)).stdout);
  expect(shown).toMatchObject({ id: 'bakery.md', title: 'A bakery on Mill Street' });
  expect(shown.text.slice(quote.start, quote.end)).toBe(quote.text);
});

test('--find shows where a quotation is, or how it differs', async () => {
  const exact = await script('ask', ['--find', 'his RYE bread rests for nineteen hours'], town);
  expect(exact.stdout).toMatch(/Word for word[\s\S]*His rye bread rests[\s\S]*A bakery on Mill Street/);
  const altered = await script('ask', ['--find', 'His rye bread rests for ninety hours before it is baked.'], town);
  expect(altered.stdout).toMatch(/Not word for word[\s\S]*~~ninety~~[\s\S]*\*\*nineteen\*\*/);
  const { stdout } = await script('ask', ['--find', '--json', 'A loaf costs forty crowns.'], town);
  const { matches } = JSON.parse(stdout);
  expect(matches).toMatchObject([{ exact: true, struck: [], quotes: [{ article: 'bakery.md' }] }]);
  const [{ start, end, text }] = matches[0].quotes;
  expect(end - start).toBe(text.length);
});

test('--explain prints the features of each candidate, and does not change standard output', async () => {
  const { code, stdout, stderr } = await script('ask', ['--explain', '--json', 'What does a loaf cost?'], town);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ kind: 'answered' });
  expect(stderr).toMatch(/candidate sentences; confidence that the first answers: 0\.\d+/);
  expect(stderr).toMatch(
    / 1\. odds 1\.000, sum .*bakery\.md ¶ 2: A loaf costs forty crowns\.\n\s+.*coverage \d\.\d\d → \+/,
  );
});

test('an index run prints its report', async () => {
  const config = await temporaryConfig(townArticles);
  expect((await script('index', [], config)).stdout).toMatch(
    /\+ bakery\.md\n[\s\S]*2 added, 0 changed, 0 removed, 0 unchanged: 2 articles, \d+ passages/,
  );
  expect((await script('index', [], config)).stdout).toMatch(/0 added, 0 changed, 0 removed, 2 unchanged/);
  expect(JSON.parse((await script('index', ['--full', '--json'], config)).stdout)).toMatchObject({
    unchanged: 2,
    cached: 0,
  });
});

describe('a mistake leads to a sentence that says what to do, without a stack', () => {
  test.each([
    ['no question', 'ask', [], /Give either a question/],
    ['an unknown option', 'ask', ['--jsno', 'x'], /unknown option '--jsno'[\s\S]*--json/],
    ['a file that is not there', 'ask', ['--questions', 'nowhere.jsonl'], /can't be read.*nowhere\.jsonl/],
    ['an unknown publisher', 'ask', ['Who came? from:Times'], /No article is from “Times”.*Ellery Courier/],
    ['a date that is none', 'ask', ['Who came? after:soon'], /“after:soon” needs a date/],
    ['an unknown article', 'sources', ['--text', 'nothing.txt'], /no article "nothing\.txt"/],
  ])('%s', async (_what, name, args, message) => {
    const { code, stdout, stderr } = await script(name, args, town);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('questions about unknown publishers, each with its line, before any is answered', async () => {
    const questions = path.join(await temporaryFolder(), 'questions.jsonl');
    await writeFile(
      questions,
      '{"question": "What does a loaf cost?"}\n\n{"question": "Who came? from:Times"}\n{"question": "Who? from:Echo"}\n',
    );
    const { code, stdout, stderr } = await script('ask', ['--json', '--questions', questions], town);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/line 3: No article is from “Times”.*\n {2}line 4: No article is from “Echo”/);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('bad lines of questions, all of them, before any is asked', async () => {
    const questions = path.join(await temporaryFolder(), 'questions.jsonl');
    await writeFile(questions, '{"question": "Fine?"}\nnonsense\n{"id": 1}\n');
    const { code, stdout, stderr } = await script(
      'ask',
      ['--json', '--questions', questions],
      await temporaryConfig({}),
    );
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/line 2[\s\S]*line 3/);
  });
});

test('fetch explains how to begin, names what it could not fetch, and does not reach into the private network', async () => {
  const config = await temporaryConfig({ 'bridges.txt': BRIDGES });
  const none = await script('fetch', [], config);
  expect(none).toMatchObject({ code: 0, stderr: '' });
  expect(none.stdout).toContain('such as news.links');
  await writeFile(path.join(config.articlesDir, 'news.links'), 'http://127.0.0.1:9/feed\nhttp://10.1.2.3/\nnonsense\n');
  const { code, stdout } = await script('fetch', [], config);
  expect(code).toBe(0);
  expect(stdout).toMatch(/! http:\/\/127\.0\.0\.1:9\/feed: Not on the public internet, or on an unusual port\./);
  expect(stdout).toMatch(/! news\.links:3: Not a web address/);
  expect(stdout).toMatch(/1 list: 0 new, 0 changed, 0 unchanged, 2 failed in/);
  const json = await script('fetch', ['--json'], config);
  expect(JSON.parse(json.stdout)).toMatchObject({
    lists: 1,
    addresses: [{ outcome: 'failed' }, { outcome: 'failed' }],
  });
  const wrong = await script('fetch', ['--again', 'nonsense'], config);
  expect(wrong).toMatchObject({ code: 1, stdout: '' });
});
