import { CsvError, parse } from 'csv-parse/sync';
import type { Read } from '../../model/read.js';
import { UnreadableError } from '../../model/unreadable.js';
import { decodeText } from '../../text/encoding.js';
import { fieldNamed, Records } from './records.js';

/** Maximum size of a table, in bytes; it is decoded as a whole. */
const MAX_FILE = 100 * 2 ** 20;
const DELIMITERS = [',', ';', '\t', '|'];
const HEADER_MAX = 20_000;

/** The articles of a table, one per row below the header row; rows are numbered as in spreadsheets. @throws UnreadableError */
export function* readTable(path: string, bytes: Uint8Array): Generator<Read> {
  if (bytes.length > MAX_FILE) throw new UnreadableError('Larger than 100 MB. Split it into several files.');
  const { text, delimiter } = delimited(decodeText(bytes));
  const { rows, fault } = rowsOf(text, delimiter);
  const [names = [], ...articles] = rows;
  if (!names.some((name) => fieldNamed(name) === 'text')) {
    throw new UnreadableError(
      'No column for the text. The first row names the columns: "text" (or "body" or "content"), and "id", "title", "url", "author", "date", "publisher", "language" if available.',
    );
  }
  const records = new Records(path);
  for (const [index, row] of articles.entries()) {
    if (row.every((cell) => !cell.trim())) continue;
    const where = `${path}:${index + 2}`;
    if (row.length > names.length) {
      yield {
        where,
        reason: `Has ${row.length} cells under ${names.length} names. Put cells that contain the delimiter in quotation marks.`,
      };
    } else
      yield records.read(
        where,
        names.map((name, at) => [name, row[at]]),
      );
  }
  if (fault) yield { where: `${path}:${rows.length + 1}`, reason: fault };
}

/** The delimiter that yields the most known columns in the first row, unless a line before it declares one, as in spreadsheets. */
function delimited(text: string): { text: string; delimiter: string } {
  const named = /^sep=([^\n\r"])\r?\n/i.exec(text);
  if (named?.[1]) return { text: text.slice(named[0].length), delimiter: named[1] };
  const head = text.slice(0, HEADER_MAX);
  const ranked = DELIMITERS.map((delimiter) => {
    const [names = []] = rowsOf(head, delimiter, 1).rows;
    return { delimiter, known: names.filter(fieldNamed).length, count: names.length };
  }).sort((a, b) => b.known - a.known || b.count - a.count);
  return { text, delimiter: ranked[0]?.delimiter ?? ',' };
}

/** The rows up to the end, or up to a misplaced quotation mark. */
function rowsOf(text: string, delimiter: string, to = -1): { rows: string[][]; fault?: string } {
  const rows: string[][] = [];
  try {
    parse(text, {
      delimiter,
      to,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      on_record: (row: string[]) => {
        rows.push(row);
        return null;
      },
    });
    return { rows };
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const isOpen = cause.code === 'CSV_QUOTE_NOT_CLOSED';
    const what = isOpen ? 'A quotation mark is never closed, so the remaining rows are unclear.' : cause.message;
    return { rows, fault: `${what} Only the rows before it were read.` };
  }
}
