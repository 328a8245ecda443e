import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadArticles } from '../../src/article/load.js';
import { skippedIn } from '../../src/article/skipped.js';
import { passagesOf } from '../../src/article/text/passages.js';
import { NoArticlesError } from '../../src/runtime/errors.js';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'verbatim-articles-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function put(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(dir, path)), { recursive: true });
  await writeFile(join(dir, path), content);
}

it('reads every kind of article, in order of path, and skips everything else', async () => {
  await put(
    'b/two.MD',
    '---\ntitle: Two\nauthor: [A, B]\ndate: 2024-12-05\nunknown: {x: 1}\n---\n# Two\n\nThe second text.',
  );
  await put('a.txt', '\ufeffThe first text.\r\nAnother line.');
  await put('c.jsonl', '{"id": 7, "title": "Three", "text": "The third text.", "url": "https://example.org/3"}\n\n');
  for (const ignored of ['.hidden.txt', '.git/x.txt', 'node_modules/y.md', 'picture.png']) await put(ignored, 'No.');
  const { articles, problems } = await loadArticles(dir);
  expect(problems).toEqual([]);
  expect(articles.map(({ id, title }) => [id, title])).toEqual([
    ['a.txt', 'The first text. Another line.'.slice(0, 15)],
    ['b/two.MD', 'Two'],
    ['7', 'Three'],
  ]);
  expect(articles[0]?.text).toBe('The first text.\nAnother line.');
  expect(articles[1]?.text).toBe('# Two\n\nThe second text.');
  expect(articles[1]?.meta).toEqual({ collection: 'b', author: 'A, B', publishedAt: '2024-12-05', language: 'en' });
  expect(articles[2]?.meta.url).toBe('https://example.org/3');
});

it('reports each file and line that cannot be read, and reads the rest', async () => {
  await put('bad.md', '---\ntitle: [\n---\nText.');
  await put('empty.txt', ' \n ');
  await put('good.txt', 'A good text.');
  await put('noise.txt', Uint8Array.of(0x00, 0x01, 0xff, 0x02, 0x81, 0x03));
  await put(
    'lines.jsonl',
    '{"id":"x","title":"X","text":"One."}\nnope\n{"id":"y"}\n{"id":"x","title":"Z","text":"Two."}',
  );
  const { articles, problems } = await loadArticles(dir);
  expect(articles.map(({ id }) => id)).toEqual(['good.txt', 'x']);
  expect(problems.map(({ where }) => where)).toEqual([
    'bad.md',
    'empty.txt',
    'lines.jsonl:2',
    'lines.jsonl:3',
    'lines.jsonl:4',
    'noise.txt',
  ]);
  expect(problems[0]?.reason).toMatch(/front matter isn't valid YAML/);
  expect(problems[3]?.reason).toMatch(/Has no text/);
  expect(problems[4]?.reason).toContain('lines.jsonl:1');
  expect(problems[5]?.reason).toMatch(/UTF-8/);
});

it('refuses an article of more than 20 MB', async () => {
  await put('good.txt', 'A good text.');
  await put('huge.txt', new Uint8Array(21 * 2 ** 20).fill(97));
  const { problems } = await loadArticles(dir);
  expect(problems).toEqual([{ where: 'huge.txt', reason: expect.stringContaining('20 MB') }]);
});

it('follows links to files inside the folder only', async () => {
  const outside = await mkdtemp(join(tmpdir(), 'verbatim-outside-'));
  await writeFile(join(outside, 'secret.txt'), 'Not for quoting.');
  await put('in.txt', 'A good text.');
  await symlink(join(dir, 'in.txt'), join(dir, 'link.txt'));
  await symlink(join(outside, 'secret.txt'), join(dir, 'out.txt'));
  await symlink(outside, join(dir, 'outdir'));
  await symlink(dir, join(dir, 'loop'));
  await symlink(join(dir, 'gone'), join(dir, 'gone.txt'));
  const { articles, problems } = await loadArticles(dir);
  await rm(outside, { recursive: true });
  expect(articles.map(({ id }) => id)).toEqual(['in.txt', 'link.txt']);
  expect(problems.map(({ where }) => where).sort()).toEqual(['gone.txt', 'out.txt']);
});

it('keeps only web addresses, real dates and harmless keys', async () => {
  const lines = [
    { id: 'a', title: 'A', text: 'Text.', url: 'javascript:alert(1)', publishedAt: 'Dec 5, 2024 - 23:00' },
    { id: 'b', title: 'B', text: 'Text.', url: 'not a url', publishedAt: '31.02.2024', publisher: null },
  ];
  const polluting = '{"id":"c","title":"C","text":"Text.","__proto__":{"polluted":true}}';
  await put('x.jsonl', [...lines.map((line) => JSON.stringify(line)), polluting].join('\r\n'));
  await put('y.md', '---\n__proto__: {polluted: true}\nconstructor: 1\n---\nText.');
  const { articles, problems } = await loadArticles(dir);
  expect(problems).toEqual([]);
  expect(articles.map(({ meta }) => meta)).toEqual([
    { publishedAt: '2024-12-05T23:00', language: 'en' },
    { language: 'en' },
    { language: 'en' },
    { language: 'en' },
  ]);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

it('names the types of files that are not read, but not what no one means as an article', async () => {
  await put('a.txt', 'The first text.');
  for (const other of ['b.rst', 'news/c.RST', 'd.doc', 'NOTES']) await put(other, 'No.');
  for (const leftover of ['.e.odt', 'f.rst~', '#g.rst#', '~$h.doc', 'i.bak', 'news/j.links', 'Thumbs.db']) {
    await put(leftover, 'No.');
  }
  const { problems, skipped } = await loadArticles(dir);
  expect(problems).toEqual([]);
  expect(skipped).toEqual(['NOTES', 'b.rst', 'd.doc', 'news/c.RST']);
  expect(skippedIn(skipped)).toBe('4 files of other types were skipped (NOTES, .rst, .doc).');
  await rm(join(dir, 'a.txt'));
  await expect(loadArticles(dir)).rejects.toThrow(/4 files of other types were skipped/);
});

it('says what to do if the folder is missing or has no articles', async () => {
  await expect(loadArticles(join(dir, 'missing'))).rejects.toThrow(NoArticlesError);
  await expect(loadArticles(join(dir, 'missing'))).rejects.toThrow(/ARTICLES_DIR/);
  await put('nope.jsonl', '{');
  await expect(loadArticles(dir)).rejects.toThrow(/nope\.jsonl:1: The line is not JSON/);
});

it('places each passage of Markdown under its heading', async () => {
  await put(
    'a.md',
    '# Title\n\nAn opening.\n\n## The harbour\n\nIt has eleven berths.\n\n### Its light\n\nIt is green.',
  );
  const { articles } = await loadArticles(dir);
  const [article] = articles;
  const placed =
    article && passagesOf(article).map(({ heading, start, end }) => [heading, article.text.slice(start, end)]);
  expect(placed).toEqual([
    [undefined, 'An opening.'],
    ['The harbour', 'It has eleven berths.'],
    ['Its light', 'It is green.'],
  ]);
});
