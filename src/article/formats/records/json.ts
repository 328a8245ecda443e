import { isUtf8 } from 'node:buffer';
import type { Read } from '../../model/read.js';
import { UnreadableError } from '../../model/unreadable.js';
import { decodeText, encodingOf } from '../../text/encoding.js';
import { decode } from '../../text/encoding-guess.js';
import { MAX_BYTES } from '../read.js';
import { Records } from './records.js';

/** Maximum size of a `.json` file, in bytes; it is parsed as a whole. */
const MAX_FILE = 100 * 2 ** 20;
/** The keys under which feeds, APIs and exports store their list of articles. */
const LISTS = ['articles', 'items', 'posts', 'documents', 'entries', 'results', 'records', 'data', 'rows'];

/** Reads each line of a `.jsonl` file; blank lines are skipped. */
export function* readJsonLines(path: string, bytes: Uint8Array): Generator<Read> {
  const records = new Records(path);
  let number = 0;
  for (const line of linesOf(bytes)) {
    const where = `${path}:${++number}`;
    if (line === undefined) yield { where, reason: 'Larger than 20 MB. Split it into several articles.' };
    else if (line.trim()) yield readLine(records, where, line);
  }
}

function readLine(records: Records, where: string, line: string): Read {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { where, reason: 'The line is not JSON. A .jsonl file needs one complete JSON object on each line.' };
  }
  return isObject(value)
    ? records.read(where, Object.entries(value))
    : { where, reason: 'The line is not a JSON object. A .jsonl file needs one complete JSON object on each line.' };
}

/** Decodes each line separately, so that a damaged one does not affect the others; undefined for a line that is too large. */
function* linesOf(bytes: Uint8Array): Generator<string | undefined> {
  const encoding = isUtf8(bytes) ? 'utf-8' : encodingOf(bytes);
  if (encoding.startsWith('utf-16')) return yield* decode(bytes, encoding).split('\n');
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(10, start);
    const end = newline < 0 ? bytes.length : newline;
    const line = bytes.subarray(start, end);
    if (line.length > MAX_BYTES) yield undefined;
    else yield decode(line, isUtf8(line) ? 'utf-8' : encoding);
    start = end + 1;
  }
}

/** Reads a `.json` file: a list of articles, an object with such a list, or a single article. @throws UnreadableError */
export function* readJson(path: string, bytes: Uint8Array): Generator<Read> {
  if (bytes.length > MAX_FILE)
    throw new UnreadableError('Larger than 100 MB. Convert it to a .jsonl file, or split it.');
  let value: unknown;
  try {
    value = JSON.parse(decodeText(bytes));
  } catch (cause) {
    if (cause instanceof UnreadableError) throw cause;
    throw new UnreadableError('Not valid JSON. Fix it, or use a .jsonl file with one JSON object per line.', { cause });
  }
  const records = new Records(path);
  const list = listIn(value);
  if (!list) return yield isObject(value) ? records.read(path, Object.entries(value)) : noList(path);
  if (list.length === 0) yield noList(path);
  for (const [index, each] of list.entries()) {
    const where = `${path}:${index + 1}`;
    yield isObject(each) ? records.read(where, Object.entries(each)) : { where, reason: 'Not a JSON object.' };
  }
}

function listIn(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (!isObject(value)) return undefined;
  const own = new Map(Object.entries(value));
  return LISTS.map((name) => own.get(name)).find(Array.isArray);
}

function noList(where: string): Read {
  return { where, reason: 'Has no articles. Use a list of objects, each with "id", "title" and "text".' };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
