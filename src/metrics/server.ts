import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UserError } from '../runtime/errors.js';
import { shared } from '../runtime/shared.js';

/** The address that metrics are to be served at can't be had. */
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

/** Connections at a time; more are closed at once. */
const MOST_CONNECTIONS = 16;
/** Milliseconds for a whole request to come, and for a connection on which nothing moves. */
const PATIENCE = 5_000;
/** Milliseconds for which a page is given again instead of being made anew, however many ask. */
const KEPT = 500;

/**
 * Serves pages by path, to GET and HEAD alone. Whoever is slow, or asks again and again, is cut off or given the same page again,
 * and keeps neither the bot nor its leaving waiting.
 * @throws MetricsAddressError
 */
export async function servePages(
  { host, port }: { readonly host: string; readonly port: number },
  pages: Readonly<Record<string, () => Promise<Page>>>,
  patience = PATIENCE,
): Promise<MetricsServer> {
  const made = new Map(Object.entries(pages).map(([path, make]) => [path, shared(make, KEPT)]));
  const timeouts = { headersTimeout: patience, requestTimeout: patience, keepAliveTimeout: patience };
  const server = createServer(
    { ...timeouts, connectionsCheckingInterval: patience / 5, maxHeaderSize: 8_192 },
    (...exchange) => {
      answer(made, ...exchange).catch(() => exchange[1].destroy());
    },
  );
  server.maxConnections = MOST_CONNECTIONS;
  server.setTimeout(patience, (socket) => socket.destroy());
  server.listen({ host, port });
  await once(server, 'listening').catch((cause: NodeJS.ErrnoException) => {
    throw new MetricsAddressError(
      `Health and metrics can't be served at ${host}, port ${port} (${cause.code}): set METRICS_PORT to a free port or to off, and METRICS_HOST to an address of this machine.`,
      { cause },
    );
  });
  // Serving them is no reason to stay.
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
  // What is sent with a request is not waited for.
  const close = isReading && !hasBody(request) ? {} : { connection: 'close' };
  const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...close };
  const send = ({ status, type, body }: Page, more = {}) => {
    const length = Buffer.byteLength(body);
    response.writeHead(status, { ...headers, ...more, 'content-type': type, 'content-length': length });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
  if (!page) return send(plain(404, `There are ${[...pages.keys()].join(', ')}.`));
  if (!isReading) return send(plain(405, 'Only GET and HEAD are answered.'), { allow: 'GET, HEAD' });
  send(await page().catch(() => plain(500, 'This could not be told; the log may say why.')));
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function plain(status: number, text: string): Page {
  return { status, type: 'text/plain; charset=utf-8', body: `${text}\n` };
}
