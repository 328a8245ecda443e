import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { articleFiles } from '../../src/intake/article-files.js';
import { safeCollectionName, safeFileName } from '../../src/intake/names.js';
import type { ArticleFiles } from '../../src/intake/ports.js';
import { temporaryFolder } from '../support/folders.js';

const HARBOUR = 'The harbour\n\nThe harbour of Odland has eleven berths for fishing boats.\n';
const refused = (refusal: string) => expect.objectContaining({ refusal });
const incoming = (name: string, text: string | Buffer = HARBOUR) => ({ name, bytes: Buffer.from(text), from: 'test' });
const into = (collection: string, replace = false) => ({ collection, replace });

async function shelf(
  indexed: readonly string[] = [],
): Promise<{ files: ArticleFiles; articles: string; data: string }> {
  const root = await temporaryFolder();
  const [articlesDir, dataDir] = [path.join(root, 'articles'), path.join(root, 'data')];
  await mkdir(articlesDir);
  const files = articleFiles({ articlesDir, dataDir, apiUrl: undefined, indexed: () => indexed });
  return { files, articles: articlesDir, data: dataDir };
}

test('a readable file is added to its collection, and nothing else is left behind', async () => {
  const { files, articles, data } = await shelf();
  const added = await files.add(incoming('harbour.txt'), into('Harbour news'));
  expect(added).toEqual({
    key: expect.stringMatching(/^[\w-]{22}$/),
    path: 'Harbour news/harbour.txt',
    collection: 'Harbour news',
    isNewCollection: true,
    articles: [{ id: 'Harbour news/harbour.txt', title: 'The harbour' }],
  });
  expect(await readdir(path.join(articles, 'Harbour news'))).toEqual(['harbour.txt']);
  expect(await readdir(path.join(data, 'incoming'))).toEqual([]);
  expect(await files.collections()).toEqual(['Harbour news']);
});

test.each([
  ['broken.jsonl', '{"id": "a", "title": "A", "text": "Words."}\n{"id": "b"\n', 'unreadable'],
  ['empty.txt', '', 'unreadable'],
  ['binary.md', Buffer.from([0x00, 0x01, 0xff, 0x02, 0x81, 0x03]), 'unreadable'],
  ['page.html', '<nav>Home</nav><script>x</script>', 'unreadable'],
  ['letter.docx', 'no archive', 'unreadable'],
  ['table.csv', 'name,price\nRye,3\n', 'unreadable'],
])('%s is refused before it is stored', async (name, text, refusal) => {
  const { files, articles } = await shelf();
  await expect(files.add(incoming(name, text), into('news'))).rejects.toEqual(refused(refusal));
  expect(await readdir(articles)).toEqual([]);
});

test('while a page that is slow by design is checked, everything else continues', async () => {
  const { files } = await shelf();
  await files.add(incoming('harbour.txt'), into(''));
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  await expect(files.add(incoming('page.html', '<div>'.repeat(40_000)), into(''))).rejects.toEqual(
    refused('unreadable'),
  );
  delay.disable();
  expect(delay.max / 1e6).toBeLessThan(1_000);
});

test('an existing file is replaced only on request, and can be restored', async () => {
  const { files, articles } = await shelf();
  await files.add(incoming('harbour.txt'), into(''));
  const other = HARBOUR.replace('eleven', 'twelve');
  await expect(files.add(incoming('harbour.txt', other), into(''))).rejects.toEqual(refused('exists'));
  expect(await readFile(path.join(articles, 'harbour.txt'), 'utf8')).toBe(HARBOUR);
  const { replaced = '' } = await files.add(incoming('harbour.txt', other), into('', true));
  expect(await readFile(path.join(articles, 'harbour.txt'), 'utf8')).toBe(other);
  const { displaced = '' } = await files.restore(replaced);
  expect(await readFile(path.join(articles, 'harbour.txt'), 'utf8')).toBe(HARBOUR);
  await files.restore(displaced);
  expect(await readFile(path.join(articles, 'harbour.txt'), 'utf8')).toBe(other);
  await expect(files.restore(replaced)).rejects.toEqual(refused('fileGone'));
});

test('an id that another article already has is refused', async () => {
  const { files } = await shelf(['shop-1']);
  const line = JSON.stringify({ id: 'shop-1', title: 'Shop', text: 'The shop sells buttons.' });
  await expect(files.add(incoming('shops.jsonl', line), into(''))).rejects.toEqual(refused('idTaken'));
});

test('a removed file can be restored, and the last article can’t be removed', async () => {
  const { files, articles } = await shelf(['a/harbour.txt', 'b.txt']);
  await files.add(incoming('harbour.txt'), into('a'));
  const removal = await files.remove('a/harbour.txt');
  expect(await readdir(path.join(articles, 'a'))).toEqual([]);
  expect(await files.removed(removal)).toEqual({ path: 'a/harbour.txt', collection: 'a' });
  expect(await files.restore(removal)).toEqual({ path: 'a/harbour.txt' });
  expect(await readdir(path.join(articles, 'a'))).toEqual(['harbour.txt']);
  for (const forged of ['../../etc', '..', '', `${'0'.repeat(17)}-00000g`, '20240101000000000-abcdef/../..']) {
    expect(await files.removed(forged)).toBeUndefined();
    await expect(files.restore(forged)).rejects.toEqual(refused('fileGone'));
  }
  const alone = await shelf(['only.txt']);
  await alone.files.add(incoming('only.txt'), into(''));
  await expect(alone.files.remove('only.txt')).rejects.toEqual(refused('lastArticles'));
});

test('an article is found in its file, and an article of a JSONL file with the others in that file', async () => {
  const { files } = await shelf();
  const lines = ['one', 'two'].map((id) =>
    JSON.stringify({ id, title: `Shop ${id}`, text: `Shop ${id} sells buttons.` }),
  );
  await files.add(incoming('shops.jsonl', lines.join('\n')), into('town'));
  await files.add(incoming('harbour.txt'), into('town'));
  const found = await files.fileOf({ id: 'two', collection: 'town' });
  expect(found).toMatchObject({ path: 'town/shops.jsonl', collection: 'town' });
  expect(found?.articles.map(({ id }) => id)).toEqual(['one', 'two']);
  expect(await files.fileOfKey(found?.key ?? '')).toEqual(found);
  expect(await files.fileOf({ id: 'two', collection: '' })).toBeUndefined();
  expect((await files.fileOf({ id: 'town/harbour.txt', collection: 'town' }))?.path).toBe('town/harbour.txt');
  expect(await files.fileOfKey('../../etc/passwd')).toBeUndefined();
});

test('an article of a table is found with the others in its file', async () => {
  const { files } = await shelf();
  await files.add(incoming('shops.csv', 'title,text\nOne,Sells buttons.\nTwo,Sells rye.\n'), into('town'));
  const [one] = (await files.fileOfKey((await files.add(incoming('harbour.txt'), into('town'))).key))?.articles ?? [];
  expect(one?.id).toBe('town/harbour.txt');
  const { articles = [] } =
    (await files.add(incoming('more.csv', 'id,text\nm-1,Sells figs.\nm-2,Sells tea.\n'), into('town'))) ?? {};
  const found = await files.fileOf({ id: articles[1]?.id ?? '', collection: 'town' });
  expect(found).toMatchObject({ path: 'town/more.csv', articles: [{ id: 'm-1' }, { id: 'm-2' }] });
});

test('nothing is written to a collection that is a link or a file', async () => {
  const { files, articles, data } = await shelf();
  await mkdir(data);
  await symlink(data, path.join(articles, 'linked'));
  await writeFile(path.join(articles, 'notes'), 'x');
  for (const name of ['linked', 'notes', '..', '.hidden', 'a/b', 'node_modules', 'a\\b', ' ']) {
    await expect(files.add(incoming('harbour.txt'), into(name))).rejects.toEqual(refused('badCollection'));
  }
  expect(await readdir(data)).toEqual([]);
});

test('a collection is not written to under a name that only looks like another', async () => {
  const { files, articles } = await shelf();
  await mkdir(path.join(articles, 'Caf\u00e9'));
  for (const name of ['caf\u00e9', 'CAF\u00c9', 'Cafe\u0301', ' Caf\u00e9', '\uff23af\u00e9']) {
    await expect(files.add(incoming('harbour.txt'), into(name))).rejects.toEqual(refused('badCollection'));
  }
  expect(await readdir(articles, { recursive: true })).toEqual(['Caf\u00e9']);
  expect((await files.add(incoming('harbour.txt'), into('Caf\u00e9'))).isNewCollection).toBe(false);
});

test('no name leads out of its folder, is hidden, or is too long, whatever the original name', () => {
  const nasty = fc.array(
    fc.oneof(
      fc.constantFrom('..', '/', '\\', '.', '\0', 'CON', ' ', '-', '기사', '\u202e', 'a'.repeat(300)),
      fc.string({ unit: 'grapheme' }),
    ),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(nasty, fc.constantFrom('', '.md', '.TXT'), (parts, ending) => {
      for (const name of [safeFileName(parts.join('') + ending), safeCollectionName(parts.join(''))]) {
        if (name === undefined) continue;
        expect(path.basename(path.resolve('/folder', name))).toBe(name);
        expect(path.dirname(path.resolve('/folder', name))).toBe('/folder');
        expect(name).toMatch(/^[^.\s/\\\p{Cc}:*?"<>|]/u);
        expect(Buffer.byteLength(name)).toBeLessThan(255);
      }
    }),
  );
});
