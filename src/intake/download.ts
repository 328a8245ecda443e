import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { Agent, type Dispatcher, request } from 'undici';
import { ENDINGS_READ } from '../article/formats.js';
import { IntakeError } from './intake-error.js';
import { allowed, checkedLookup, type Reach } from './reach.js';

/** Milliseconds for connecting, for the head of an answer, between two parts of its body, and for all of it. */
const PATIENCE = { connect: 5_000, head: 10_000, body: 10_000, whole: 30_000 } as const;

const DECODERS = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress };

export interface Downloaded {
  /** Where it came from in the end. */
  readonly url: URL;
  /** The media type without its parameters, in lower case; empty when none was named. */
  readonly type: string;
  /** The encoding that was named for it. */
  readonly charset?: string;
  readonly bytes: Buffer;
}

/**
 * Fetches what lies at an address, at most `limit` bytes of it when decompressed, within half a minute, and only from where
 * it may reach.
 * @throws IntakeError
 */
export async function download(
  address: string,
  { reach, limit, signal }: { readonly reach: Reach; readonly limit: number; readonly signal?: AbortSignal },
): Promise<Downloaded> {
  const agent = new Agent({
    connect: { lookup: checkedLookup(reach), timeout: PATIENCE.connect },
    headersTimeout: PATIENCE.head,
    bodyTimeout: PATIENCE.body,
  });
  const patience = AbortSignal.timeout(PATIENCE.whole);
  const stop = signal ? AbortSignal.any([patience, signal]) : patience;
  try {
    let url = allowed(address, reach);
    for (let followed = 0; followed <= reach.redirects; followed++) {
      const answer = await ask(url, agent, stop);
      const next = redirectOf(answer);
      if (next === undefined) return { url, ...typeOf(answer), bytes: await bodyOf(answer, limit) };
      answer.body.destroy().on('error', () => {});
      url = allowed(next, reach, url);
    }
    throw new IntakeError('tooManyRedirects');
  } catch (cause) {
    if (cause instanceof IntakeError) throw cause;
    signal?.throwIfAborted();
    throw new IntakeError(patience.aborted || isTimeout(cause) ? 'timedOut' : 'unreachable', {}, { cause });
  } finally {
    await agent.destroy();
  }
}

function ask(url: URL, dispatcher: Agent, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
  const headers = {
    accept: 'text/html, application/xhtml+xml, text/markdown, text/plain;q=0.9, */*;q=0.5',
    'user-agent': 'Verbatim (Discord bot)',
  };
  return request(url, { dispatcher, signal, headers });
}

/** Where an answer sends one on; undefined when it is the answer. @throws IntakeError when it is none to be used. */
function redirectOf({ statusCode, headers, body }: Dispatcher.ResponseData): string | undefined {
  if (statusCode === 200) return undefined;
  const { location } = headers;
  if ([301, 302, 303, 307, 308].includes(statusCode) && typeof location === 'string') return location;
  body.destroy().on('error', () => {});
  throw new IntakeError('httpStatus', { status: statusCode });
}

function typeOf({ headers }: Dispatcher.ResponseData): Pick<Downloaded, 'type' | 'charset'> {
  const named = String(headers['content-type'] ?? '');
  const [type = ''] = named.split(';');
  const charset = /;\s*charset\s*=\s*"?([\w-]{1,40})/i.exec(named)?.[1];
  return { type: type.trim().toLowerCase(), ...(charset && { charset }) };
}

async function bodyOf({ headers, body }: Dispatcher.ResponseData, limit: number): Promise<Buffer> {
  const tooLarge = () => new IntakeError('tooLarge', { megabytes: Math.floor(limit / 2 ** 20) });
  const stream = decoded(body, String(headers['content-encoding'] ?? 'identity').toLowerCase());
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

function decoded(body: Readable, encoding: string): Readable {
  if (encoding === 'identity' || encoding === '') return body;
  if (!Object.hasOwn(DECODERS, encoding)) throw new IntakeError('wrongType', { type: encoding, endings: ENDINGS_READ });
  const decoder = DECODERS[encoding as keyof typeof DECODERS]();
  return pipeline(body, decoder, () => {});
}

function isTimeout(cause: unknown): boolean {
  return /_TIMEOUT$/.test(String((cause as { code?: unknown }).code ?? ''));
}
