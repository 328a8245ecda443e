import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

interface FileServer {
  readonly url: string;
  /** The paths requested so far, in order. */
  readonly requests: string[];
}

/** Serves fixed bodies by path on loopback; 404 for others. A truncated body is announced with its full length. */
export async function serveFiles(files: Readonly<Record<string, Buffer | { cutShort: Buffer }>>): Promise<FileServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    const file = files[request.url ?? ''];
    if (!file) {
      response.writeHead(404).end();
    } else if (Buffer.isBuffer(file)) {
      response.writeHead(200, { 'content-length': file.length }).end(file);
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
