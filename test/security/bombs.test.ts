import { expect, test } from 'vitest';
import { cleanArticle } from '../../src/article/clean.js';
import { passagesOf } from '../../src/article/text/passages.js';
import { docx, epub, wordBody } from '../fuzz/samples.js';
import { readAs } from '../support/read-as.js';

const MEGABYTES = 300;
const TEXT = 'The mill stands on the river. ';

async function read(ending: string, bytes: Buffer): Promise<{ texts: number; problems: readonly string[] }> {
  const problems: string[] = [];
  let texts = 0;
  for (const each of await readAs(`a${ending}`, bytes)) {
    if ('reason' in each) problems.push(each.reason);
    else texts += passagesOf(cleanArticle(each.raw)).length;
  }
  return { texts, problems };
}

// What is packed so that it becomes a thousand times as large: read in part or refused, but never taken in whole.
test.each([
  ['a Word file', '.docx', () => docx(wordBody(TEXT.repeat((MEGABYTES * 2 ** 20) / TEXT.length)))],
  ['a Word file of nothing', '.docx', () => docx(Buffer.alloc(MEGABYTES * 2 ** 20, ' '))],
  [
    'a book',
    '.epub',
    () => epub(`<html><body><p>${TEXT.repeat((MEGABYTES * 2 ** 20) / TEXT.length)}</p></body></html>`),
  ],
] as const)('%s that unpacks to 300 MB is no trouble', { timeout: 60_000 }, async (_, ending, make) => {
  const bytes = await make();
  expect(bytes.length).toBeLessThan(10 * 2 ** 20);
  const before = process.memoryUsage().rss;
  const started = performance.now();
  const { problems } = await read(ending, bytes);
  expect(problems.length).toBeGreaterThan(0);
  expect(performance.now() - started).toBeLessThan(20_000);
  expect(process.memoryUsage().rss - before).toBeLessThan(MEGABYTES * 2 ** 20);
});

const laughs = [
  'a0: &a0 [x,x,x,x,x,x,x,x,x]',
  ...Array.from({ length: 9 }, (_, at) => `a${at + 1}: &a${at + 1} [${Array(9).fill(`*a${at}`).join(',')}]`),
].join('\n');

test.each([
  ['aliases of aliases', laughs],
  ['many keys', Array.from({ length: 200_000 }, (_, at) => `k${at}: v`).join('\n')],
  ['deep lists', '['.repeat(200_000)],
  ['deep maps', '{a: '.repeat(100_000)],
  ['a long key', 'x'.repeat(1_000_000)],
])('front matter of %s is refused at once', async (_, yaml) => {
  const started = performance.now();
  const { problems } = await read('.md', Buffer.from(`---\ntitle: T\n${yaml}\n---\nWords stand here.\n`));
  expect(problems).toHaveLength(1);
  expect(performance.now() - started).toBeLessThan(2_000);
});

test.each(['__proto__', 'constructor', 'prototype'])(
  'no article changes what every object has, by %s',
  async (name) => {
    const evil = { isAdmin: true, publisher: 'evil', url: 'https://evil.example', toString: 'x' };
    const line = JSON.stringify({ id: 'a', title: 'T', text: 'Words stand here.' }).replace(
      '{',
      `{"${name}":${JSON.stringify(evil)},`,
    );
    expect((await read('.jsonl', Buffer.from(line))).texts).toBe(1);
    const yaml = `${name}: ${JSON.stringify(evil)}\n? {${name}: 1}\n: 2\ntitle: T`;
    await read('.md', Buffer.from(`---\n${yaml}\n---\nWords stand here.\n`));
    const deep = `{"id":"a","title":"T","text":"Words.","author":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    await read('.jsonl', Buffer.from(deep));
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  },
);
