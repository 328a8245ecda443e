import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

interface FileServer {
  readonly url: string;
  /** The paths requested so far, in order. */
  readonly requests: string[];
}

/** A body, one of which only the first half comes, or one of which a tenth comes every so many milliseconds. */
export type Served = Buffer | { cutShort: Buffer } | { slowly: Buffer; every: number };

/**
 * Serves fixed bodies by path on loopback; 404 for any other, and 401 for who does not give the right authorization. A body cut
 * short is sent with its full length announced.
 */
export async function serveFiles(files: Readonly<Record<string, Served>>, authorization?: string): Promise<FileServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    const file = files[request.url ?? ''];
    if (authorization !== undefined && request.headers.authorization !== authorization) {
      response.writeHead(401).end();
    } else if (!file) {
      response.writeHead(404).end();
    } else if (Buffer.isBuffer(file)) {
      response.writeHead(200, { 'content-length': file.length }).end(file);
    } else if ('slowly' in file) {
      response.writeHead(200, { 'content-length': file.slowly.length });
      void sendSlowly(response, file.slowly, file.every);
    } else {
      response.writeHead(200, { 'content-length': file.cutShort.length });
      response.write(file.cutShort.subarray(0, file.cutShort.length >> 1), () => response.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

async function sendSlowly(response: ServerResponse, body: Buffer, every: number): Promise<void> {
  const step = Math.ceil(body.length / 10);
  for (let start = 0; start < body.length && !response.destroyed; start += step) {
    await wait(every);
    response.write(body.subarray(start, start + step));
  }
  response.end();
}
