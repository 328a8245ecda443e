import { isUtf8 } from 'node:buffer';
import path from 'node:path';
import { savedPage } from '../article/formats/html/saved-page.js';
import { ENDINGS_READ, formatOf } from '../article/formats.js';
import { decode, isDecodable } from '../article/text/encoding-guess.js';
import { type Downloaded, download } from './download.js';
import { IntakeError } from './intake-error.js';
import { percentDecoded, safeFileName } from './names.js';
import { attachmentReach, PUBLIC_WEB } from './reach.js';

/** The largest file that is accepted, in bytes. */
export const MAX_FILE = 10 * 2 ** 20;

/** A file that was fetched but not yet read. */
export interface Incoming {
  /** Safe as a file name, with an extension that can be read. */
  readonly name: string;
  readonly bytes: Buffer;
  readonly from: string;
}

/** Media types with which servers send files whose extension says more about their format. */
const TYPES_OF_FILES = new Set([
  '',
  'text/plain',
  'text/markdown',
  'text/x-markdown',
  'text/csv',
  'application/octet-stream',
  'binary/octet-stream',
  'application/zip',
  'application/vnd.ms-excel',
  'application/json',
  'application/jsonl',
  'application/x-ndjson',
  'application/x-jsonlines',
]);
const ENDINGS: ReadonlyMap<string, string> = new Map([
  ['text/plain', '.txt'],
  ['text/markdown', '.md'],
  ['text/x-markdown', '.md'],
  ['text/html', '.html'],
  ['application/xhtml+xml', '.html'],
  ['application/pdf', '.pdf'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', '.docx'],
  ['application/epub+zip', '.epub'],
  ['text/csv', '.csv'],
  ['text/tab-separated-values', '.tsv'],
  ['application/json', '.json'],
  ['application/jsonl', '.jsonl'],
  ['application/x-ndjson', '.jsonl'],
  ['application/x-jsonlines', '.jsonl'],
]);
const WEB_PAGE = /\.x?html?$/;
const TEXT = /\.(?:txt|md|markdown|csv|tsv)$/;

/** Fetches an address of the public web. @throws IntakeError */
export async function fromLink(link: string, signal?: AbortSignal): Promise<Incoming> {
  return taken(await download(link, { reach: PUBLIC_WEB, limit: MAX_FILE, ...(signal && { signal }) }));
}

/**
 * Turns a download into a file that is complete without its headers: a page gets its address, which its title links to if the page
 * names no other, and text becomes UTF-8. @throws IntakeError
 */
export function taken(found: Downloaded): Incoming {
  const name = nameOf(found);
  const bytes = WEB_PAGE.test(name) ? savedPage(found.bytes, found) : TEXT.test(name) ? inUtf8(found) : found.bytes;
  return { name, bytes, from: found.url.href };
}

/** Unchanged if the server names no encoding, or a wrong one. */
function inUtf8({ bytes, charset }: Downloaded): Buffer {
  if (!charset || isUtf8(bytes) || !isDecodable(charset)) return bytes;
  const text = decode(bytes, charset);
  return text.includes('\ufffd') ? bytes : Buffer.from(`\ufeff${text}`);
}

/** Fetches a file that was attached in Discord. @throws IntakeError */
export async function fromAttachment(
  { url, name, size }: { readonly url: string; readonly name: string; readonly size: number },
  apiUrl: string | undefined,
  signal?: AbortSignal,
): Promise<Incoming> {
  const safe = safeFileName(name);
  if (!safe) throw new IntakeError('badName');
  if (!formatOf(safe)) throw wrongType(path.extname(safe) || safe);
  if (size > MAX_FILE) throw new IntakeError('tooLarge', { megabytes: MAX_FILE / 2 ** 20 });
  const reach = attachmentReach(apiUrl);
  const { bytes } = await download(url, { reach, limit: MAX_FILE, ...(signal && { signal }) }).catch((cause) => {
    const isElsewhere = cause instanceof IntakeError && cause.refusal === 'forbiddenAddress';
    throw isElsewhere ? new IntakeError('notFromDiscord', {}, { cause }) : cause;
  });
  return { name: safe, bytes, from: 'attachment' };
}

/** The last part of the address, with an extension that fits the content. @throws IntakeError for content that can't be read. */
export function nameOf({ url, type }: Pick<Downloaded, 'url' | 'type'>): string {
  const last = percentDecoded(url.pathname).split('/').at(-1) ?? '';
  const named = safeFileName(last);
  if (named && formatOf(named) && TYPES_OF_FILES.has(type)) return named;
  const ending = ENDINGS.get(type);
  if (!ending || !formatOf(`page${ending}`)) throw wrongType(type || '?');
  return `${safeFileName(path.parse(last).name) ?? safeFileName(url.hostname) ?? 'article'}${ending}`;
}

function wrongType(type: string): IntakeError {
  return new IntakeError('wrongType', { type, endings: ENDINGS_READ });
}
