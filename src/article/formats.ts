import { extname } from 'node:path';
import { readWord } from './formats/docx.js';
import { readBook } from './formats/epub/epub.js';
import { readPage } from './formats/html/html.js';
import { readPdf } from './formats/pdf/read.js';
import { readFile } from './formats/read.js';
import { readTable } from './formats/records/csv.js';
import { readJson, readJsonLines } from './formats/records/json.js';
import type { Read } from './model/read.js';

/** Reads a file, named by its path under the articles folder, as articles and problems. @throws UnreadableError */
type Format = (path: string, bytes: Buffer) => Iterable<Read> | Promise<Iterable<Read>>;

/** The reader of each file name extension. */
const FORMATS: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['.txt', (path, bytes) => [readFile(path, bytes, 'plain')]],
  ['.md', (path, bytes) => [readFile(path, bytes, 'markdown')]],
  ['.markdown', (path, bytes) => [readFile(path, bytes, 'markdown')]],
  ['.html', readPage],
  ['.htm', readPage],
  ['.xhtml', readPage],
  ['.pdf', readPdf],
  ['.docx', readWord],
  ['.epub', readBook],
  ['.csv', readTable],
  ['.tsv', readTable],
  ['.jsonl', readJsonLines],
  ['.ndjson', readJsonLines],
  ['.json', readJson],
]);

/** Extensions of files that may hold several articles; their ids are not the file's path. */
const SEVERAL: ReadonlySet<string> = new Set(['.csv', '.tsv', '.jsonl', '.ndjson', '.json']);

/** All supported extensions, for messages. */
export const ENDINGS_READ = [...FORMATS.keys()].join(', ');

/** The reader for a file of this name; undefined if its format is not supported. */
export function formatOf(name: string): Format | undefined {
  return FORMATS.get(endingOf(name));
}

export function mayHoldSeveral(name: string): boolean {
  return SEVERAL.has(endingOf(name));
}

function endingOf(name: string): string {
  return extname(name).toLowerCase();
}
