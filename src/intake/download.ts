import type { IncomingHttpHeaders } from 'node:http';
import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type * as Undici from 'undici';
import { ENDINGS_READ } from '../article/formats.js';
import { onFirstUse } from '../runtime/on-first-use.js';
import { IntakeError } from './intake-error.js';
import { allowed, checkedLookup, type Reach } from './reach.js';

const undici = onFirstUse<typeof Undici>('undici');

/** Timeouts in milliseconds: for the connection, the response's head, the gap between two parts of its body, and all together. */
const TIMEOUTS = { connect: 5_000, head: 10_000, body: 10_000, total: 30_000 } as const;

/** The name that servers see; robots.txt files address the bot by the first word. */
export const USER_AGENT = 'Verbatim (Discord bot)';
const ACCEPT = 'text/html, application/xhtml+xml, text/markdown, text/plain;q=0.9, */*;q=0.5';

const DECOMPRESSORS = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

export interface Downloaded {
  /** The final address after redirects. */
  readonly url: URL;
  /** The media type without its parameters, in lower case; empty if the server named none. */
  readonly type: string;
  /** The encoding that the server named. */
  readonly charset?: string;
  readonly bytes: Buffer;
  readonly headers: IncomingHttpHeaders;
}

/** The result of one request. */
export type Answer =
  | ({ readonly kind: 'whole' } & Downloaded)
  | { readonly kind: 'elsewhere'; readonly location: string }
  /** Only for a conditional request: the known version is still valid. */
  | { readonly kind: 'unchanged'; readonly headers: IncomingHttpHeaders };

interface DownloadOptions {
  readonly reach: Reach;
  /** The most bytes, after decompression. */
  readonly limit: number;
  readonly signal?: AbortSignal;
}

/**
 * Downloads an address: at most `limit` bytes after decompression, within half a minute, and only from where `reach` allows.
 * @throws IntakeError
 */
export function download(address: string, { reach, limit, signal }: DownloadOptions): Promise<Downloaded> {
  return withTimeout(signal, async (stop) => {
    let url = allowed(address, reach);
    for (let followed = 0; followed <= reach.redirects; followed++) {
      const answer = await ask(url, { reach, limit, signal: stop });
      if (answer.kind === 'whole') return answer;
      if (answer.kind === 'elsewhere') url = allowed(answer.location, reach, url);
    }
    throw new IntakeError('tooManyRedirects');
  });
}

/**
 * Makes one request without following redirects: the caller checks (`allowed`) and requests the next address. Limited like `download`.
 * @throws IntakeError
 */
export async function ask(
  address: URL,
  { reach, limit, signal, headers }: DownloadOptions & { readonly headers?: Readonly<Record<string, string>> },
): Promise<Answer> {
  const url = allowed(address, reach);
  const { Agent, request } = undici();
  const agent = new Agent({
    connect: { lookup: checkedLookup(reach), timeout: TIMEOUTS.connect },
    headersTimeout: TIMEOUTS.head,
    bodyTimeout: TIMEOUTS.body,
  });
  try {
    return await withTimeout(signal, async (stop) => {
      const own = { accept: ACCEPT, 'user-agent': USER_AGENT };
      const response = await request(url, { dispatcher: agent, signal: stop, headers: { ...own, ...headers } });
      if (response.statusCode === 200) {
        const bytes = await bodyOf(response, limit);
        return { kind: 'whole', url, ...typeOf(response), bytes, headers: response.headers };
      }
      response.body.on('error', () => {}).destroy();
      return withoutBody(
        response,
        headers !== undefined && ('if-none-match' in headers || 'if-modified-since' in headers),
      );
    });
  } finally {
    await agent.destroy();
  }
}

/** @throws IntakeError when the response can't be used. */
function withoutBody({ statusCode, headers }: Undici.Dispatcher.ResponseData, isConditional: boolean): Answer {
  const { location, 'retry-after': retryAfter } = headers;
  if ([301, 302, 303, 307, 308].includes(statusCode) && typeof location === 'string') {
    return { kind: 'elsewhere', location };
  }
  if (statusCode === 304 && isConditional) return { kind: 'unchanged', headers };
  const wait = typeof retryAfter === 'string' && { retryAfter: retryAfter.slice(0, 100) };
  throw new IntakeError('httpStatus', { status: statusCode, ...wait });
}

/** Does some work within half a minute. @throws IntakeError for any other network error */
async function withTimeout<T>(signal: AbortSignal | undefined, work: (stop: AbortSignal) => Promise<T>): Promise<T> {
  const timeout = AbortSignal.timeout(TIMEOUTS.total);
  try {
    return await work(signal ? AbortSignal.any([timeout, signal]) : timeout);
  } catch (cause) {
    if (cause instanceof IntakeError) throw cause;
    signal?.throwIfAborted();
    throw new IntakeError(timeout.aborted || isTimeout(cause) ? 'timedOut' : 'unreachable', {}, { cause });
  }
}

function typeOf({ headers }: Undici.Dispatcher.ResponseData): Pick<Downloaded, 'type' | 'charset'> {
  const named = String(headers['content-type'] ?? '');
  const [type = ''] = named.split(';');
  const charset = /;\s*charset\s*=\s*"?([\w-]{1,40})/i.exec(named)?.[1];
  return { type: type.trim().toLowerCase(), ...(charset && { charset }) };
}

async function bodyOf({ headers, body }: Undici.Dispatcher.ResponseData, limit: number): Promise<Buffer> {
  const tooLarge = () => new IntakeError('tooLarge', { megabytes: Math.floor(limit / 2 ** 20) });
  const stream = decompressed(body, String(headers['content-encoding'] ?? 'identity').toLowerCase());
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    if (Number(headers['content-length'] ?? 0) > limit) throw tooLarge();
    for await (const chunk of stream) {
      size += (chunk as Buffer).length;
      if (size > limit) throw tooLarge();
      chunks.push(chunk as Buffer);
    }
    return Buffer.concat(chunks);
  } finally {
    body.on('error', () => {}).destroy();
    stream.destroy();
  }
}

function decompressed(body: Readable, encoding: string): Readable {
  if (encoding === 'identity' || encoding === '') return body;
  if (!Object.hasOwn(DECOMPRESSORS, encoding))
    throw new IntakeError('wrongType', { type: encoding, endings: ENDINGS_READ });
  const decompressor = DECOMPRESSORS[encoding as keyof typeof DECOMPRESSORS]();
  return pipeline(body, decompressor, () => {});
}

function isTimeout(cause: unknown): boolean {
  return /_TIMEOUT$/.test(String((cause as { code?: unknown }).code ?? ''));
}
