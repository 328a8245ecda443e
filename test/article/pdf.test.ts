import fc from 'fast-check';
import { PDFDocument } from 'pdf-lib';
import { expect, it } from 'vitest';
import { cleanArticle } from '../../src/article/clean.js';
import { readPdf } from '../../src/article/formats/pdf/read.js';
import type { Article } from '../../src/article/model/article.js';
import { pageAt } from '../../src/article/text/blocks.js';
import { type Drawn, linesAt, pdfOf, scan } from '../support/pdf.js';
import { locked, withFont } from '../support/pdf-hazards.js';

const MONKS = [
  'The monks of the valley kept bees for wax and sold what honey they did not',
  'need at the spring fair, where the merchants of three towns bid for it. In good',
  'years the trade paid for the repair of the bridge.',
];

async function articleOf(bytes: Buffer): Promise<Article> {
  const [read, ...rest] = await readPdf('file.pdf', bytes);
  if (!read || 'reason' in read || rest.length > 0) throw new Error(JSON.stringify([read, ...rest]).slice(0, 500));
  return cleanArticle(read.raw);
}

function shown({ text, blocks }: Article): string[] {
  return blocks.map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`);
}

async function reasonFor(bytes: Buffer, limits?: Parameters<typeof readPdf>[2]): Promise<string[]> {
  const reads = await readPdf('file.pdf', bytes, limits);
  return reads.map((read) => ('reason' in read ? `${read.where}: ${read.reason}` : 'an article'));
}

it('reads headings, paragraphs and lists of a page, with the file’s metadata', async () => {
  const bytes = await pdfOf(
    [
      [
        { text: 'Bees and Bridges', y: 90, size: 22 },
        ...linesAt(130, MONKS),
        ...linesAt(130 + 3 * 14, ['The bridge itself was older than the abbey.'], { x: 90 }),
        { text: 'What was sold', y: 230, size: 14, bold: true },
        ...linesAt(255, ['• wax in cakes of four', 'pounds each;', '• honey in jars.']),
      ],
    ],
    { title: 'Bees and Bridges', author: 'Ada Moss', language: 'en-GB', created: new Date('2021-05-06T10:00:00Z') },
  );
  const article = await articleOf(bytes);
  expect(article.title).toBe('Bees and Bridges');
  expect(article.meta).toEqual({ author: 'Ada Moss', publishedAt: '2021-05-06', language: 'en-GB' });
  expect(shown(article)).toEqual([
    'title: Bees and Bridges',
    `paragraph: ${MONKS.join('\n')}`,
    'paragraph: The bridge itself was older than the abbey.',
    'heading: What was sold',
    'item: • wax in cakes of four\npounds each;',
    'item: • honey in jars.',
  ]);
  expect(article.pages).toBeUndefined();
});

it('uses the largest words of the first page as the title if the file declares its template’s', async () => {
  const lines = [{ text: 'Bees and Bridges', y: 90, size: 22 }, ...linesAt(130, MONKS)];
  const article = await articleOf(await pdfOf([lines], { title: 'Microsoft Word - template_v3.docx' }));
  expect(article.title).toBe('Bees and Bridges');
});

it('reads columns one after the other, below a headline across both', async () => {
  const column = (name: string) =>
    Array.from({ length: 12 }, (_, at) => `${name} line ${'abcdefghijkl'[at]} fills the column to its end`);
  const bytes = await pdfOf([
    [
      { text: 'A headline that runs over both of the columns', y: 90, size: 20 },
      ...linesAt(130, column('left'), { x: 60 }),
      ...linesAt(130, column('right'), { x: 320 }),
    ],
  ]);
  const { text } = await articleOf(bytes);
  expect(text).toBe(
    ['A headline that runs over both of the columns', '', ...column('left'), ...column('right')].join('\n'),
  );
});

it('keeps the rows of a table together', async () => {
  const rows = ['1990', '1991', '1992', '1993', '1994', '1995'].flatMap((year, at) => [
    { text: year, x: 72, y: 130 + 14 * at },
    { text: `${at + 3} barrels`, x: 300, y: 130 + 14 * at },
  ]);
  const { text } = await articleOf(
    await pdfOf([[...linesAt(90, ['Year and yield of the valley’s bees, in barrels.']), ...rows]]),
  );
  expect(text).toContain('1990 3 barrels\n1991 4 barrels');
});

it('marks running heads and page numbers as boilerplate, and joins a paragraph across pages', async () => {
  const page = (number: number, lines: readonly Drawn[]): Drawn[] => [
    { text: 'Annals of the Valley', y: 40, x: 230, size: 9 },
    ...lines,
    { text: `Page ${number} of 3`, y: 810, x: 270, size: 9 },
  ];
  const article = await articleOf(
    await pdfOf([
      page(
        1,
        linesAt(740, [
          'In good years the trade paid for the repair of the bridge, and in bad',
          'years the abbot wrote to the bishop, who sent no',
        ]),
      ),
      page(2, linesAt(80, ['money but a letter. Nobody has found it since.'])),
      page(3, linesAt(80, ['The third page stands alone.'])),
    ]),
  );
  expect(shown(article)).toEqual([
    'boilerplate: Annals of the Valley',
    'boilerplate: Page 1 of 3',
    'paragraph: In good years the trade paid for the repair of the bridge, and in bad\nyears the abbot wrote to the bishop, who sent no\nmoney but a letter. Nobody has found it since.',
    'boilerplate: Annals of the Valley',
    'boilerplate: Page 2 of 3',
    'boilerplate: Annals of the Valley',
    'paragraph: The third page stands alone.',
    'boilerplate: Page 3 of 3',
  ]);
  const pageOf = (words: string) => pageAt(article.pages, article.text.indexOf(words));
  expect([pageOf('In good years'), pageOf('money but'), pageOf('The third')]).toEqual([1, 2, 3]);
});

it('separates a superscript from the number before it', async () => {
  const bytes = await pdfOf([
    [
      { text: 'They counted 42,400', y: 100 },
      { text: '3', x: 165, y: 96, size: 6 },
      { text: 'hives in that year.', x: 175, y: 100 },
      ...linesAt(114, MONKS),
    ],
  ]);
  expect((await articleOf(bytes)).text).toMatch(/^They counted 42,400 3 hives in that year\./);
});

it('reports why a file has nothing that could be quoted', async () => {
  const whole = await pdfOf([linesAt(90, MONKS)]);
  const reasons = async (bytes: Buffer) => (await reasonFor(bytes)).join('\n');
  expect(await reasons(await scan())).toMatch(/^file\.pdf: .*scan.*OCR/);
  expect(await reasons(await locked(await pdfOf([linesAt(90, MONKS)])))).toMatch(/^file\.pdf: Locked with a password/);
  expect(await reasons(Buffer.from('just text'))).toMatch(/^file\.pdf: Not a PDF/);
  expect(await reasons(Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(3000, 7)]))).toMatch(/damaged/);
  expect(await reasons(whole.subarray(0, 400))).toMatch(/damaged/);
  expect(await reasons(await withFont({ Encoding: 'UniGB-UCS2-H', Registry: 'Adobe', Ordering: 'GB1' }))).toMatch(
    /character maps.*UniGB-UCS2-H/,
  );
});

it('reads what is left of a truncated file, and reports it', async () => {
  const document = await PDFDocument.load(await pdfOf([linesAt(90, MONKS)]));
  const whole = Buffer.from(await document.save({ useObjectStreams: false }));
  const end = whole.lastIndexOf('startxref');
  expect(await reasonFor(whole.subarray(0, end))).toEqual([
    'an article',
    expect.stringMatching(/^file\.pdf: The PDF ends before its end/),
  ]);
});

it('gives up on a file that takes too long, is too large or has too many pages, and reads the next one', async () => {
  const whole = await pdfOf(Array.from({ length: 300 }, () => linesAt(90, MONKS)));
  const limits = { bytes: 2 ** 24, milliseconds: 5, memory: 2 ** 30 };
  expect((await reasonFor(whole, limits)).join()).toMatch(/Takes longer than 0\.005 s/);
  expect((await reasonFor(whole, { ...limits, bytes: 100 })).join()).toMatch(/Larger than/);
  expect((await reasonFor(await pdfOf(Array.from({ length: 2001 }, () => [])))).join()).toMatch(/Has 2001 pages/);
  expect(await reasonFor(await pdfOf([linesAt(90, MONKS)]))).toEqual(['an article']);
}, 60_000);

it('ends with an article or a problem, whatever the bytes', async () => {
  const whole = await pdfOf([
    [{ text: 'Bees and Bridges', y: 90, size: 22 }, ...linesAt(130, MONKS)],
    linesAt(90, MONKS),
  ]);
  const document = await PDFDocument.load(whole);
  const plain = Buffer.from(await document.save({ useObjectStreams: false }));
  const change = fc.record({
    at: fc.nat(2 ** 20 - 1).map((place) => place / 2 ** 20),
    byte: fc.nat(255),
    drop: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(whole, plain),
      fc.array(change, { minLength: 1, maxLength: 12 }),
      async (file, all) => {
        let bytes = Buffer.from(file);
        for (const { at, byte, drop } of all) {
          const place = Math.floor(at * (bytes.length - 1));
          if (drop) bytes = Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + byte)]);
          else bytes[place] = byte;
        }
        const reads = await readPdf('file.pdf', bytes);
        expect(reads.length).toBeGreaterThan(0);
        for (const read of reads) {
          if ('reason' in read) expect(read.reason).not.toMatch(/^Can’t be read/);
          else expect(() => cleanArticle(read.raw)).not.toThrow();
        }
      },
    ),
    { numRuns: 150, seed: 1 },
  );
}, 60_000);
