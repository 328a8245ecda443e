import { once } from 'node:events';
import { createRequire } from 'node:module';
import type { Readable } from 'node:stream';
import { PDFDocument } from 'pdf-lib';
import { formatOf } from '../../src/article/formats.js';
import { BAKERY, BRIDGES } from '../support/library.js';

/** The part of yazl, which brings no types, that is used here. */
interface Zip {
  readonly outputStream: Readable;
  addBuffer(content: Buffer, name: string): void;
  end(): void;
}
const { ZipFile } = createRequire(import.meta.url)('yazl') as { ZipFile: new () => Zip };

const CANDIDATES = [
  ...['.txt', '.text', '.md', '.markdown', '.jsonl', '.ndjson', '.json', '.csv', '.tsv', '.html', '.htm', '.xhtml'],
  ...['.pdf', '.docx', '.epub', '.odt', '.rtf', '.xml', '.rss', '.atom', '.feed', '.opml', '.links', '.eml'],
];
/** Endings of all files that are read, of those that anybody thought of. */
export const ENDINGS = CANDIDATES.filter((ending) => formatOf(`a${ending}`));
/** Those that take milliseconds, not microseconds. */
export const HEAVY = new Set(
  ENDINGS.filter((ending) => !/^\.(?:te?xt|md|markdown|jsonl|ndjson|json|csv|tsv)$/.test(ending)),
);

const JSONL = ['one', 'two'].map((id) =>
  JSON.stringify({ id, title: `Shop ${id}`, text: `Shop ${id} sells buttons.` }),
);
const HTML = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The mill</title>
<meta property="og:site_name" content="Post"><link rel="canonical" href="https://example.com/mill">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"The mill","datePublished":"2024-12-05","author":{"name":"A. Writer"}}</script>
</head><body><nav><a href="/">Home</a></nav><article><h1>The mill</h1>${'<p>The mill of Odland stands on the river, and was built in 1871.</p>'.repeat(8)}
<table><tr><td>a</td></tr></table><ul><li>one</li></ul><pre>code</pre></article></body></html>`;
const RSS = `<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title><item><title>The mill</title><link>https://example.com/mill</link>
<guid>1</guid><pubDate>Thu, 05 Dec 2024 10:00:00 GMT</pubDate><description><![CDATA[<p>The mill stands.</p>]]></description></item></channel></rss>`;

/** A zip archive of these files. */
async function zipped(files: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content as string), name);
  zip.end();
  const chunks: Buffer[] = [];
  zip.outputStream.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(zip.outputStream, 'end');
  return Buffer.concat(chunks);
}

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
/** The parts of a Word file around its text. */
export const docx = (body: string | Buffer) =>
  zipped({
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    '_rels/.rels':
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    'word/document.xml': body,
  });
export const wordBody = (text: string) =>
  `<w:document xmlns:w="${WORD}"><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`;
/** A book of one chapter. */
export const epub = (chapter: string | Buffer) =>
  zipped({
    mimetype: 'application/epub+zip',
    'META-INF/container.xml':
      '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile full-path="a.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    'a.opf':
      '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Book</dc:title><dc:language>en</dc:language></metadata><manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/></spine></package>',
    'c.xhtml': chapter,
  });

async function pdf(): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.addPage([300, 300]).drawText('The mill of Odland was built in 1871.', { size: 12 });
  return Buffer.from(await document.save({ useObjectStreams: false }));
}

const BY_ENDING: Readonly<Record<string, readonly (string | Buffer)[]>> = {
  '.md': [BAKERY],
  '.markdown': [BAKERY],
  '.jsonl': [JSONL.join('\n')],
  '.ndjson': [JSONL.join('\n')],
  '.json': [`[${JSONL.join(',')}]`],
  '.csv': ['id,title,text\n1,Shop,"The shop sells ""buttons""."\n2,Mill,The mill stands.\n'],
  '.tsv': ['id\ttitle\ttext\n1\tShop\tThe shop sells buttons.\n'],
  '.html': [HTML],
  '.htm': [HTML],
  '.xhtml': [HTML],
  '.xml': [RSS],
  '.rss': [RSS],
  '.atom': [RSS],
  '.feed': [RSS],
  '.docx': [await docx(wordBody('The mill of Odland stands on the river.'))],
  '.epub': [await epub(HTML)],
  '.pdf': [await pdf()],
};

/** Small files of a format, sound ones. */
export function samplesOf(ending: string): Buffer[] {
  return (BY_ENDING[ending] ?? [BRIDGES]).map((sample) => Buffer.from(sample as string));
}
