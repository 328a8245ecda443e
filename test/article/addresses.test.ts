import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { loadArticles } from '../../src/article/load.js';
import { temporaryFolder } from '../support/folders.js';

test('takes the address of a fetched file from the list next to it, if the file has none itself', async () => {
  const dir = await temporaryFolder();
  const put = async (path: string, content: string) => {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), content);
  };
  await put('web/plain.txt', 'The first text.');
  await put('web/own.md', '---\nurl: https://example.org/own\n---\nThe second text.');
  await put('web/lines.jsonl', '{"id": "7", "title": "Three", "text": "The third text."}');
  const addresses = {
    'plain.txt': 'https://example.org/plain',
    'own.md': 'https://e.org/',
    'lines.jsonl': 'https://e.org/',
  };
  await put('web/.addresses.json', JSON.stringify({ ...addresses, '../other.txt': 'https://e.org/' }));
  await put('other.txt', 'The fourth text.');
  await put('broken/plain.txt', 'The fifth text.');
  await put('broken/.addresses.json', '{"plain.txt": 5');
  await put('odd/plain.txt', 'The sixth text.');
  await put('odd/.addresses.json', '{"plain.txt": "javascript:alert(1)"}');
  const { articles, problems } = await loadArticles(dir);
  expect(problems).toEqual([]);
  expect(Object.fromEntries(articles.map(({ id, meta }) => [id, meta.url]))).toEqual({
    'web/plain.txt': 'https://example.org/plain',
    'web/own.md': 'https://example.org/own',
    '7': undefined,
    'other.txt': undefined,
    'broken/plain.txt': undefined,
    'odd/plain.txt': undefined,
  });
});
