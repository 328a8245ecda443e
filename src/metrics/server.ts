import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UserError } from '../runtime/errors.js';
import { shared } from '../runtime/shared.js';

/** The configured metrics address can't be used. */
export class MetricsAddressError extends UserError {}

export interface Page {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

export interface MetricsServer {
  /** Without a path. */
  readonly url: string;
  close(): Promise<void>;
}

/** Concurrent connections; further ones are closed immediately. */
const MAX_CONNECTIONS = 16;
/** Time limit in milliseconds for receiving a request, and for idle connections. */
const TIMEOUT_MS = 5_000;
/** Milliseconds for which a page is cached. */
const CACHE_MS = 500;

/**
 * Serves pages by path to GET and HEAD requests. Slow clients are cut off and frequent requests get a cached page, so that
 * neither the bot nor its shutdown has to wait.
 * @throws MetricsAddressError
 */
export async function servePages(
  { host, port }: { readonly host: string; readonly port: number },
  pages: Readonly<Record<string, () => Promise<Page>>>,
  timeout = TIMEOUT_MS,
): Promise<MetricsServer> {
  const made = new Map(Object.entries(pages).map(([path, make]) => [path, shared(make, CACHE_MS)]));
  const timeouts = { headersTimeout: timeout, requestTimeout: timeout, keepAliveTimeout: timeout };
  const server = createServer(
    { ...timeouts, connectionsCheckingInterval: timeout / 5, maxHeaderSize: 8_192 },
    (...exchange) => {
      answer(made, ...exchange).catch(() => exchange[1].destroy());
    },
  );
  server.maxConnections = MAX_CONNECTIONS;
  server.setTimeout(timeout, (socket) => socket.destroy());
  server.listen({ host, port });
  await once(server, 'listening').catch((cause: NodeJS.ErrnoException) => {
    throw new MetricsAddressError(
      `Health and metrics can't be served at ${host}, port ${port} (${cause.code}): set METRICS_PORT to a free port or to off, and METRICS_HOST to an address of this machine.`,
      { cause },
    );
  });
  // The server must not keep the process alive.
  server.unref();
  const { address, port: given, family } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${given}`,
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(
  pages: ReadonlyMap<string, () => Promise<Page>>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const page = pages.get((request.url ?? '').split('?', 1)[0] ?? '');
  const isReading = request.method === 'GET' || request.method === 'HEAD';
  // Closing the connection avoids waiting for a request body.
  const close = isReading && !hasBody(request) ? {} : { connection: 'close' };
  const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...close };
  const send = ({ status, type, body }: Page, more = {}) => {
    const length = Buffer.byteLength(body);
    response.writeHead(status, { ...headers, ...more, 'content-type': type, 'content-length': length });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
  if (!page) return send(plain(404, `Available pages: ${[...pages.keys()].join(', ')}.`));
  if (!isReading) return send(plain(405, 'Only GET and HEAD are supported.'), { allow: 'GET, HEAD' });
  send(await page().catch(() => plain(500, 'This page is not available; the log may say why.')));
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function plain(status: number, text: string): Page {
  return { status, type: 'text/plain; charset=utf-8', body: `${text}\n` };
}
