import {
  Document,
  FootnoteReferenceRun,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx';
import { ZipFile } from 'yazl';

/** A ZIP archive of these files. */
export async function zipped(files: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** A Word file with headings, a list, a table, a footnote, a raised figure and text that Word hides. */
export function wordFile(): Promise<Buffer> {
  const cells = (...words: string[]) =>
    new TableRow({ children: words.map((word) => new TableCell({ children: [new Paragraph(word)] })) });
  return Packer.toBuffer(
    new Document({
      title: 'The weir at Hollin',
      creator: 'Ada Marsh',
      footnotes: { 1: { children: [new Paragraph('Measured in spring.')] } },
      sections: [
        {
          children: [
            new Paragraph({ text: 'The weir at Hollin', heading: HeadingLevel.TITLE }),
            new Paragraph({ text: 'How it was built', heading: HeadingLevel.HEADING_1 }),
            new Paragraph({
              children: [
                new TextRun('The weir holds back 10'),
                new TextRun({ text: '6', superScript: true }),
                new TextRun(' litres of water.'),
                new FootnoteReferenceRun(1),
                new TextRun({ text: ' The foreman was bribed.', vanish: true }),
                new TextRun(' Its wall is nine metres high.'),
              ],
            }),
            new Paragraph({ text: 'Oak for the gates', bullet: { level: 0 } }),
            new Paragraph({ text: 'Granite for the wall', bullet: { level: 0 } }),
            new Table({ rows: [cells('Year', 'Repairs'), cells('1931', 'New gates')] }),
          ],
        },
      ],
    }),
  );
}

const CONTAINER =
  '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>';

const chapter = (body: string) =>
  `<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd"><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body>${body}</body></html>`;

/** The content of an e-book with three chapters, whose reading order differs from the order of its files; parts can be replaced. */
export function bookParts(): Record<string, string> {
  return {
    mimetype: 'application/epub+zip',
    'META-INF/container.xml': CONTAINER,
    'OPS/book.opf': `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A Year on the Canal</dc:title><dc:creator>Ines Vale</dc:creator><dc:creator>Tom Reed</dc:creator><dc:publisher>Lock &amp; Key</dc:publisher><dc:date>2019-04-02</dc:date><dc:language>en-GB</dc:language></metadata><manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="b" href="text/second.xhtml" media-type="application/xhtml+xml"/><item id="a" href="text/first%20part.xhtml" media-type="application/xhtml+xml"/><item id="x" href="text/answers.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="nav"/><itemref idref="a"/><itemref idref="b"/><itemref idref="x" linear="no"/></spine></package>`,
    'OPS/nav.xhtml': chapter(
      '<nav epub:type="toc"><ol><li><a href="text/first%20part.xhtml">Winter ice</a></li><li><a href="text/second.xhtml">Spring locks</a></li></ol></nav>',
    ),
    'OPS/text/first part.xhtml': chapter(
      '<h1>Winter</h1><p><a id="p1"/>The canal froze for thirty&nbsp;days.<a epub:type="noteref" href="#n1">1</a> Nobody skated.</p>',
    ),
    'OPS/text/second.xhtml': chapter('<p>In April the lock&#8209;keepers oiled nineteen gates.</p>'),
    'OPS/text/answers.xhtml': chapter('<p>Answers to the quiz.</p>'),
  };
}
