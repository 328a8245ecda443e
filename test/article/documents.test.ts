import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type LoadedArticles, loadArticles } from '../../src/article/load.js';
import type { Article } from '../../src/article/model/article.js';
import { bookParts, wordFile, zipped } from '../support/documents.js';
import { temporaryFolder } from '../support/folders.js';

async function load(files: Readonly<Record<string, string | Buffer>>): Promise<LoadedArticles> {
  const folder = await temporaryFolder();
  for (const [name, content] of Object.entries(files)) await writeFile(path.join(folder, name), content);
  return loadArticles(folder);
}

/** The reason why a file is not read, while another one next to it is. */
async function refusal(name: string, content: string | Buffer): Promise<string> {
  const { articles, problems } = await load({ 'good.txt': 'A good text.', [name]: content });
  expect(articles.map(({ id }) => id)).toEqual(['good.txt']);
  expect(problems.map(({ where }) => where)).toEqual([name]);
  return problems[0]?.reason ?? '';
}

const blocksOf = ({ text, blocks }: Article) =>
  blocks.map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`);

test('a Word file is read with its headings, lists, tables and notes, without hidden text', async () => {
  const { articles, problems } = await load({ 'weir.docx': await wordFile() });
  expect(problems).toEqual([]);
  const [weir] = articles;
  expect(weir).toMatchObject({ id: 'weir.docx', title: 'The weir at Hollin', meta: { author: 'Ada Marsh' } });
  expect(weir?.meta.publishedAt).toMatch(/^\d{4}-\d\d-\d\dT/);
  expect(weir && blocksOf(weir)).toEqual([
    'title: The weir at Hollin',
    'heading: How it was built',
    'paragraph: The weir holds back 10⁶ litres of water. Its wall is nine metres high.',
    'item: Oak for the gates',
    'item: Granite for the wall',
    'item: Year | Repairs',
    'item: 1931 | New gates',
    'item: Measured in spring.',
  ]);
});

test('an e-book is one article in reading order, with the chapter names from its contents', async () => {
  const { articles, problems } = await load({ 'canal.epub': await zipped(bookParts()) });
  expect(problems).toEqual([]);
  const [book] = articles;
  expect(book).toMatchObject({
    id: 'canal.epub',
    title: 'A Year on the Canal',
    meta: { author: 'Ines Vale, Tom Reed', publisher: 'Lock & Key', publishedAt: '2019-04-02', language: 'en-GB' },
  });
  expect(book && blocksOf(book)).toEqual([
    'heading: Winter',
    'paragraph: The canal froze for thirty\u00a0days. Nobody skated.',
    'heading: Spring locks',
    'paragraph: In April the lock\u2011keepers oiled nineteen gates.',
  ]);
});

test('an older e-book has chapter names too', async () => {
  const parts = bookParts();
  const opf = parts['OPS/book.opf'] ?? '';
  parts['OPS/book.opf'] = opf
    .replace(
      'href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"',
      'href="toc.ncx" media-type="application/x-dtbncx+xml"',
    )
    .replace('<itemref idref="nav"/>', '');
  delete parts['OPS/nav.xhtml'];
  parts['OPS/toc.ncx'] =
    '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>Spring</text></navLabel><content src="text/second.xhtml#top"/></navPoint></navMap></ncx>';
  const { articles } = await load({ 'canal.epub': await zipped(parts) });
  expect(articles[0] && blocksOf(articles[0])).toContain('heading: Spring');
});

test('entities that a document declares are neither expanded nor fetched', async () => {
  const bomb = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(50)}"><!ENTITY c "${'&b;'.repeat(50)}"><!ENTITY d "${'&c;'.repeat(50)}"><!ENTITY e SYSTEM "file:///etc/passwd">]>`;
  const parts = bookParts();
  const opf = (parts['OPS/book.opf'] ?? '').replace('?>', `?>${bomb}`).replace('A Year', '&d;&e; A Year');
  const first = (parts['OPS/text/first part.xhtml'] ?? '')
    .replace(/<!DOCTYPE[^>]*>/, bomb)
    .replace('Nobody', '&d;&e; Nobody');
  const files = { ...parts, 'OPS/book.opf': opf, 'OPS/text/first part.xhtml': first };
  const { articles } = await load({ 'canal.epub': await zipped(files) });
  expect(articles[0]?.text.length).toBeLessThan(10_000);
  expect(articles[0]?.text).toContain('Nobody skated.');
  expect(`${articles[0]?.text}${articles[0]?.title}`).not.toMatch(/root:|haha/);
  const word = await zipped({
    '[Content_Types].xml': `<?xml version="1.0"?>${bomb}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    'word/document.xml': `<?xml version="1.0"?>${bomb}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&d;&e;</w:t></w:r></w:p></w:body></w:document>`,
  });
  const { articles: read, problems } = await load({ 'good.txt': 'A good text.', 'bomb.docx': word });
  expect(JSON.stringify([read, problems])).not.toMatch(/root:|haha/);
  expect(JSON.stringify(read).length).toBeLessThan(10_000);
});

test('a Word file accesses nothing outside itself', async () => {
  const outside = path.join(await temporaryFolder(), 'secret.txt');
  await writeFile(outside, 'gorse');
  const word = await zipped({
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="png" ContentType="image/png"/></Types>',
    'word/_rels/document.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="file://${outside}" TargetMode="External"/></Relationships>`,
    'word/document.xml':
      '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body><w:p><w:r><w:t>Words of a letter.</w:t></w:r><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:link="r1"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p></w:body></w:document>',
  });
  const { articles } = await load({ 'letter.docx': word });
  expect(articles[0]?.text).toBe('Words of a letter.');
});

const zeros = Buffer.alloc(30 * 2 ** 20);
const parts = bookParts();

test.each<[string, string, () => Promise<Buffer> | Buffer, RegExp]>([
  ['no archive', 'a.docx', () => Buffer.from('Just text.'), /Damaged/],
  ['another archive', 'a.docx', () => zipped({ 'x.txt': 'x' }), /Not a Word file/],
  ['an archive without its document', 'a.docx', () => zipped({ '[Content_Types].xml': '<Types/>' }), /not a Word file/],
  ['half an archive', 'a.docx', async () => (await wordFile()).subarray(0, 3000), /Damaged/],
  [
    'a part that unpacks to too much',
    'a.docx',
    async () => zipped({ '[Content_Types].xml': '<Types/>', 'word/document.xml': zeros }),
    /Unpacks to more/,
  ],
  [
    'a chapter that unpacks to too much',
    'a.epub',
    () => zipped({ ...parts, 'OPS/text/second.xhtml': zeros }),
    /Unpacks to more/,
  ],
  [
    'a part that says it is small',
    'a.epub',
    async () => lying(await zipped({ ...parts, 'OPS/text/second.xhtml': zeros }), zeros.length),
    /Damaged|Unpacks/,
  ],
  ['too many files', 'a.epub', async () => crowded(await zipped(parts)), /more than 10000 files/],
  ['two files with the same name', 'a.epub', async () => twice(), /have the same name/],
  [
    'a chapter that is missing',
    'a.epub',
    () => zipped(without(parts, 'OPS/text/second.xhtml')),
    /“OPS\/text\/second.xhtml” is missing/,
  ],
  ['a package that is missing', 'a.epub', () => zipped(without(parts, 'OPS/book.opf')), /“OPS\/book.opf” is missing/],
  ['no contents', 'a.epub', () => zipped({ mimetype: 'application/epub+zip' }), /Not an e-book/],
  [
    'a name that leads out',
    'a.epub',
    async () => renamed(await zipped({ ...parts, 'aa/aa/passwd': 'x' }), 'aa/aa/passwd', '../../passwd'),
    /Damaged/,
  ],
  [
    'copy protection',
    'a.epub',
    () =>
      zipped({
        ...parts,
        'META-INF/encryption.xml':
          '<encryption><EncryptedData><CipherData><CipherReference URI="OPS/text/second.xhtml"/></CipherData></EncryptedData></encryption>',
      }),
    /DRM/,
  ],
  [
    'elements a hundred thousand deep',
    'a.docx',
    () =>
      zipped({
        '[Content_Types].xml': '<Types/>',
        'word/document.xml': `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${'<w:sdt><w:sdtContent>'.repeat(50_000)}${'</w:sdtContent></w:sdt>'.repeat(50_000)}</w:body></w:document>`,
      }),
    /deep|Damaged/,
  ],
])('%s is refused with the reason, and does not affect other files', async (_, name, content, reason) => {
  expect(await refusal(name, await content())).toMatch(reason);
});

/** Declares the size of its largest part as a thousand bytes. */
function lying(archive: Buffer, size: number): Buffer {
  const told = Buffer.alloc(4);
  told.writeUInt32LE(size);
  const small = Buffer.alloc(4);
  small.writeUInt32LE(1000);
  const copy = Buffer.from(archive);
  for (let at = copy.indexOf(told); at >= 0; at = copy.indexOf(told, at + 4)) small.copy(copy, at);
  return copy;
}

/** Declares twenty thousand files. */
function crowded(archive: Buffer): Buffer {
  const end = archive.lastIndexOf('PK\u0005\u0006');
  const copy = Buffer.from(archive);
  copy.writeUInt16LE(20_000, end + 8);
  copy.writeUInt16LE(20_000, end + 10);
  return copy;
}

async function twice(): Promise<Buffer> {
  return renamed(await zipped({ ...parts, 'OPS/other': 'x', 'OPS/again': 'y' }), 'OPS/other', 'OPS/again');
}

function renamed(archive: Buffer, from: string, to: string): Buffer {
  const copy = Buffer.from(archive);
  for (let at = copy.indexOf(from); at >= 0; at = copy.indexOf(from, at + 1)) copy.write(to, at);
  return copy;
}

function without(files: Readonly<Record<string, string>>, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(files).filter(([each]) => each !== name));
}

test('an e-book with encrypted fonts is read', async () => {
  const encryption =
    '<encryption><EncryptedData><CipherData><CipherReference URI="OPS/font.otf"/></CipherData></EncryptedData></encryption>';
  const { articles } = await load({ 'a.epub': await zipped({ ...parts, 'META-INF/encryption.xml': encryption }) });
  expect(articles).toHaveLength(1);
});

test('a damaged archive only causes a problem with its file', async () => {
  const whole = [await wordFile(), await zipped(parts)];
  for (const [kind, archive] of whole.entries()) {
    for (let at = 0; at < archive.length; at += 97) {
      const damaged = Buffer.from(archive);
      damaged[at] = (damaged[at] ?? 0) ^ 0xff;
      const { articles, problems } = await load({ 'good.txt': 'A good text.', [kind ? 'a.epub' : 'a.docx']: damaged });
      expect(articles.length + problems.length).toBe(2);
      for (const { reason } of problems) expect(reason).toMatch(/^[A-Z].*\.$/);
    }
  }
}, 60_000);
