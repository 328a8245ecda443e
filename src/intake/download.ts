import type { IncomingHttpHeaders } from 'node:http';
import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { Agent, type Dispatcher, request } from 'undici';
import { ENDINGS_READ } from '../article/formats.js';
import { IntakeError } from './intake-error.js';
import { allowed, checkedLookup, type Reach } from './reach.js';

/** Milliseconds for connecting, for the head of an answer, between two parts of its body, and for all of it. */
const PATIENCE = { connect: 5_000, head: 10_000, body: 10_000, whole: 30_000 } as const;

/** What servers are told that it is; robots.txt files address it by the first word. */
export const USER_AGENT = 'Verbatim (Discord bot)';
const ACCEPT = 'text/html, application/xhtml+xml, text/markdown, text/plain;q=0.9, */*;q=0.5';

const DECOMPRESSORS = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

export interface Downloaded {
  /** Where it came from in the end. */
  readonly url: URL;
  /** The media type without its parameters, in lower case; empty when none was named. */
  readonly type: string;
  /** The encoding that was named for it. */
  readonly charset?: string;
  readonly bytes: Buffer;
  readonly headers: IncomingHttpHeaders;
}

/** What one request came to. */
export type Answer =
  | ({ readonly kind: 'whole' } & Downloaded)
  | { readonly kind: 'elsewhere'; readonly location: string }
  /** Only where the request's own headers asked for it: what is known already still holds. */
  | { readonly kind: 'unchanged'; readonly headers: IncomingHttpHeaders };

interface DownloadOptions {
  readonly reach: Reach;
  /** Bytes at the most, decompressed. */
  readonly limit: number;
  readonly signal?: AbortSignal;
}

/**
 * Fetches what lies at an address, at most `limit` bytes of it when decompressed, within half a minute, and only from where
 * it may reach.
 * @throws IntakeError
 */
export function download(address: string, { reach, limit, signal }: DownloadOptions): Promise<Downloaded> {
  return patiently(signal, async (stop) => {
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
 * Asks once, following nothing: where it is sent on to is for the caller to check (`allowed`) and ask. Bounded as `download`.
 * @throws IntakeError
 */
export async function ask(
  address: URL,
  { reach, limit, signal, headers }: DownloadOptions & { readonly headers?: Readonly<Record<string, string>> },
): Promise<Answer> {
  const url = allowed(address, reach);
  const agent = new Agent({
    connect: { lookup: checkedLookup(reach), timeout: PATIENCE.connect },
    headersTimeout: PATIENCE.head,
    bodyTimeout: PATIENCE.body,
  });
  try {
    return await patiently(signal, async (stop) => {
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

/** @throws IntakeError when it is no answer to be used. */
function withoutBody({ statusCode, headers }: Dispatcher.ResponseData, isConditional: boolean): Answer {
  const { location, 'retry-after': retryAfter } = headers;
  if ([301, 302, 303, 307, 308].includes(statusCode) && typeof location === 'string') {
    return { kind: 'elsewhere', location };
  }
  if (statusCode === 304 && isConditional) return { kind: 'unchanged', headers };
  const wait = typeof retryAfter === 'string' && { retryAfter: retryAfter.slice(0, 100) };
  throw new IntakeError('httpStatus', { status: statusCode, ...wait });
}

/** Half a minute for some work. @throws IntakeError for whatever else the network throws */
async function patiently<T>(signal: AbortSignal | undefined, work: (stop: AbortSignal) => Promise<T>): Promise<T> {
  const patience = AbortSignal.timeout(PATIENCE.whole);
  try {
    return await work(signal ? AbortSignal.any([patience, signal]) : patience);
  } catch (cause) {
    if (cause instanceof IntakeError) throw cause;
    signal?.throwIfAborted();
    throw new IntakeError(patience.aborted || isTimeout(cause) ? 'timedOut' : 'unreachable', {}, { cause });
  }
}

function typeOf({ headers }: Dispatcher.ResponseData): Pick<Downloaded, 'type' | 'charset'> {
  const named = String(headers['content-type'] ?? '');
  const [type = ''] = named.split(';');
  const charset = /;\s*charset\s*=\s*"?([\w-]{1,40})/i.exec(named)?.[1];
  return { type: type.trim().toLowerCase(), ...(charset && { charset }) };
}

async function bodyOf({ headers, body }: Dispatcher.ResponseData, limit: number): Promise<Buffer> {
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
