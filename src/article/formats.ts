import { extname } from 'node:path';
import { readPdf } from './pdf/read.js';
import { type Read, readFile, readLines } from './read.js';

/** Reads a file, given by its path under the articles folder, as articles and problems. Throws for nothing in the file. */
export type Format = (path: string, bytes: Buffer) => Iterable<Read> | Promise<Iterable<Read>>;

/** What reads files, by their ending. */
const FORMATS: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['.txt', (path, bytes) => [readFile(path, bytes, 'plain')]],
  ['.md', (path, bytes) => [readFile(path, bytes, 'markdown')]],
  ['.markdown', (path, bytes) => [readFile(path, bytes, 'markdown')]],
  ['.jsonl', readLines],
  ['.pdf', readPdf],
]);

/** What reads a file of this name; undefined where nothing does. */
export function formatOf(name: string): Format | undefined {
  return FORMATS.get(extname(name).toLowerCase());
}
