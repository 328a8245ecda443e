import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csv } from '../../src/discord/reports/csv.js';

/** Reads RFC 4180, as spreadsheets do. */
function parsed(text: string): string[][] {
  const rows: string[][] = [];
  for (const row of text
    .replace(/^\uFEFF/, '')
    .matchAll(/((?:"(?:[^"]|"")*"|[^",\r\n])*(?:,(?:"(?:[^"]|"")*"|[^",\r\n])*)*)\r\n/g)) {
    const cells = (row[1] ?? '').match(/(?:"(?:[^"]|"")*"|[^",\r\n]+)/g) ?? [];
    rows.push(cells.map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell)));
  }
  return rows;
}

test('every cell is read back unchanged, except possible formulas', () => {
  const nasty = fc.constantFrom(
    '=1+1',
    '+1',
    '-1',
    '@x',
    '\t=1',
    ' =1',
    '\r=1',
    '"',
    '""',
    ',',
    '\r\n',
    "'",
    '＝1',
    '가나',
    '=HYPERLINK("http://x")',
  );
  const cell = fc.oneof(
    nasty,
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.array(nasty, { maxLength: 4 }).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(), cell), { minLength: 1, maxLength: 5 }), (rows) => {
      const read = parsed(csv(rows));
      expect(read).toHaveLength(rows.length);
      for (const [at, [number, text]] of rows.entries()) {
        const [first, second = ''] = read[at] ?? [];
        expect(first).toBe(String(number));
        expect([text, `'${text}`]).toContain(second);
        expect(second).not.toMatch(/^[\s\p{Cc}]*[=+\-@]/u);
      }
    }),
  );
});
