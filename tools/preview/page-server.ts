import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { percentDecoded } from '../../src/intake/names.js';
import { UserError } from '../../src/runtime/errors.js';
import type { StandIn } from '../discord-stand-in/stand-in.js';
import { perform } from './acts.js';
import { pageFile } from './page-files.js';
import { viewFor } from './view.js';

/** Another program uses the port. */
class PortTakenError extends UserError {}

/** The largest request for an action in bytes, including an attached file. */
const MOST_BYTES = 16 * 1_024 * 1_024;
/** Milliseconds in which changes are combined into one view. */
const GATHERING = 40;

interface PageServer {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the page on 127.0.0.1 and performs its actions on the stand-in. Other sites open in the same browser can neither read nor
 * act: a request must name this server as its host, and an action must come from the page itself.
 * @throws PortTakenError
 */
export async function servePage(discord: StandIn, port: number): Promise<PageServer> {
  const server = createServer((request, response) => {
    answer(discord, server, request, response).catch((error: Error) => {
      if (!response.headersSent) response.writeHead(500);
      response.end(error.message);
    });
  });
  await listen(server, port);
  return {
    url: `http://${hostsOf(server)[0]}/`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Checks early whether the page can be served on the port. @throws PortTakenError */
export async function checkPort(port: number): Promise<void> {
  const server = createServer();
  await listen(server, port);
  server.close();
  await once(server, 'close');
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EADDRINUSE') throw cause;
    throw new PortTakenError(
      `Another program uses port ${port}. Choose a free port with -- --port ${port + 1}, or 0 for any free port.`,
      { cause },
    );
  });
}

function hostsOf(server: Server): string[] {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return ['127.0.0.1', 'localhost'].map((name) => `${name}:${port}`);
}

async function answer(
  discord: StandIn,
  server: Server,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { host = '', origin } = request.headers;
  const plain = (status: number, text: string) =>
    void response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
  if (!hostsOf(server).includes(host)) return plain(421, 'This address is not the preview’s.');
  const url = new URL(request.url ?? '/', `http://${host}`);
  if (request.method === 'POST' && url.pathname === '/acts') {
    const isJson = request.headers['content-type']?.startsWith('application/json');
    if (origin !== `http://${host}` || !isJson) return plain(403, 'Only the page itself may do that.');
    return act(discord, request, response);
  }
  if (request.method !== 'GET') return plain(405, 'Only GET and the page’s own actions are allowed.');
  if (url.pathname === '/view') return streamView(discord, url.searchParams, response);
  const file = await pageFile(percentDecoded(url.pathname));
  if (!file) return plain(404, 'There is nothing here.');
  const headers = { 'content-type': file.type, 'cache-control': 'no-cache', ...SAFETY, ...policyFor(file) };
  response.writeHead(200, headers).end(file.content);
}

const SAFETY = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'x-frame-options': 'DENY' };

/** Nothing is loaded from other sites, and the only scripts are the page's own files and its import map. */
function policyFor({ content, type }: { readonly content: Buffer; readonly type: string }): Record<string, string> {
  // A picture that is opened by itself would be a page of this origin.
  if (!type.startsWith('text/html')) return { 'content-security-policy': "default-src 'none'; sandbox" };
  const inline = [...content.toString('utf8').matchAll(/<script type="importmap">([\s\S]*?)<\/script>/g)];
  const hashes = inline.map(([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
  const policy = [
    "default-src 'none'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'",
    `script-src 'self' ${hashes.join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
  ];
  return { 'content-security-policy': policy.join('; ') };
}

async function act(discord: StandIn, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const json = (status: number, body: object) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  try {
    json(200, await perform(discord, JSON.parse(await readText(request))));
  } catch (error) {
    json(400, { error: error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message });
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Error('that is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Sends what a person sees, now and after each change. */
function streamView(discord: StandIn, query: URLSearchParams, response: ServerResponse): void {
  const { people, asker } = discord.world;
  const person = people.get(query.get('person') ?? '') ?? asker;
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  let timer: NodeJS.Timeout | undefined;
  let last = '';
  const send = () => {
    timer = undefined;
    const view = JSON.stringify(viewFor(discord, person));
    if (view !== last) response.write(`data: ${view}\n\n`);
    last = view;
  };
  const soon = () => {
    timer ??= setTimeout(send, GATHERING);
  };
  // An interaction that is never answered changes the view without an event.
  const watch = setInterval(soon, 1_000);
  const stop = discord.changes.listen(soon);
  response.on('close', () => {
    stop();
    clearInterval(watch);
    clearTimeout(timer);
  });
  send();
}
