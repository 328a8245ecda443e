import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Clients that begin a request and never end it. */
export async function hangOn(url: string, count: number): Promise<Socket[]> {
  const { hostname, port } = new URL(url);
  return Promise.all(
    Array.from({ length: count }, async () => {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => {});
      await once(socket, 'connect');
      socket.write('GET /metrics HTTP/1.1\r\nHost: x\r\n');
      return socket;
    }),
  );
}
