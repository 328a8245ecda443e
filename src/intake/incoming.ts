import path from 'node:path';
import { formatOf } from '../article/formats.js';
import { type Downloaded, download } from './download.js';
import { IntakeError } from './intake-error.js';
import { safeFileName } from './names.js';
import { attachmentReach, PUBLIC_WEB } from './reach.js';

/** Largest file that is taken in, in bytes. */
export const MAX_FILE = 10 * 2 ** 20;

/** A file that was fetched and has not been looked into. */
export interface Incoming {
  /** Safe as a file's name, with an ending that is read. */
  readonly name: string;
  readonly bytes: Buffer;
  readonly from: string;
}

/** Media types under which servers hand out files of text whose ending tells what they are. */
const TYPES_OF_FILES = new Set([
  '',
  'text/plain',
  'text/markdown',
  'text/x-markdown',
  'application/octet-stream',
  'application/json',
  'application/jsonl',
  'application/x-ndjson',
  'application/x-jsonlines',
]);
const ENDINGS: Readonly<Record<string, string>> = {
  'text/plain': '.txt',
  'text/markdown': '.md',
  'text/x-markdown': '.md',
  'application/jsonl': '.jsonl',
  'application/x-ndjson': '.jsonl',
  'application/x-jsonlines': '.jsonl',
};

/** What lies at an address of the public web. @throws IntakeError */
export async function fromLink(link: string, signal?: AbortSignal): Promise<Incoming> {
  const found = await download(link, { reach: PUBLIC_WEB, limit: MAX_FILE, ...(signal && { signal }) });
  return { name: nameOf(found), bytes: found.bytes, from: found.url.href };
}

/** A file that was attached in Discord. @throws IntakeError */
export async function fromAttachment(
  { url, name, size }: { readonly url: string; readonly name: string; readonly size: number },
  apiUrl: string | undefined,
  signal?: AbortSignal,
): Promise<Incoming> {
  const safe = safeFileName(name);
  if (!safe) throw new IntakeError('badName');
  if (!formatOf(safe)) throw unreadableType(safe);
  if (size > MAX_FILE) throw new IntakeError('tooLarge', { megabytes: MAX_FILE / 2 ** 20 });
  const reach = attachmentReach(apiUrl);
  const { bytes } = await download(url, { reach, limit: MAX_FILE, ...(signal && { signal }) }).catch((cause) => {
    const isElsewhere = cause instanceof IntakeError && cause.refusal === 'forbiddenAddress';
    throw isElsewhere ? new IntakeError('notFromDiscord', {}, { cause }) : cause;
  });
  return { name: safe, bytes, from: 'attachment' };
}

/** The last part of the address with an ending that fits what came. @throws IntakeError for what is no text. */
export function nameOf({ url, type }: Pick<Downloaded, 'url' | 'type'>): string {
  const last = decoded(url.pathname).split('/').at(-1) ?? '';
  const named = safeFileName(last);
  if (named && formatOf(named) && TYPES_OF_FILES.has(type)) return named;
  const ending = Object.hasOwn(ENDINGS, type) ? ENDINGS[type] : undefined;
  if (ending) return `${safeFileName(path.parse(last).name) ?? safeFileName(url.hostname) ?? 'article'}${ending}`;
  if (type === 'text/html' || type === 'application/xhtml+xml') throw new IntakeError('webPage');
  throw new IntakeError('wrongType', { type: type || '?' });
}

function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}

function unreadableType(name: string): IntakeError {
  const ending = path.extname(name);
  return /^\.x?html?$/.test(ending)
    ? new IntakeError('webPage')
    : new IntakeError('wrongType', { type: ending || name });
}
