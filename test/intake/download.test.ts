import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { readPage } from '../../src/article/formats/html/html.js';
import { download } from '../../src/intake/download.js';
import { nameOf, taken } from '../../src/intake/incoming.js';
import { PUBLIC_WEB, type Reach } from '../../src/intake/reach.js';
import { encodeAs } from '../support/encode.js';

const LIMIT = 1_000;

/** A server on 127.0.0.1, and a reach that is limited to it. */
async function serve(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ url: string; port: number; reach: Reach; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const reach = { mayAsk: () => true, mayConnect: (address: string) => address === '127.0.0.1', redirects: 3 };
  return { url: `http://127.0.0.1:${port}`, port, reach, asked };
}

const refused = (refusal: string) => expect.objectContaining({ refusal });

test('a text is downloaded completely, with its type and final address', async () => {
  const { url, reach } = await serve(({ url: path }, response) => {
    if (path === '/old') response.writeHead(302, { location: '/new/notes.md' }).end();
    else response.writeHead(200, { 'content-type': 'Text/Plain; charset=utf-8' }).end('Words.');
  });
  const found = await download(`${url}/old`, { reach, limit: LIMIT });
  expect(found.bytes.toString()).toBe('Words.');
  expect(found.url.href).toBe(`${url}/new/notes.md`);
  expect(nameOf(found)).toBe('notes.md');
});

test('compressed content is measured after decompression', async () => {
  const sizes = { '/small': LIMIT, '/bomb': 50_000_000 };
  const { url, reach } = await serve(({ url: path }, response) => {
    const body = gzipSync(Buffer.alloc(sizes[path as keyof typeof sizes], 'a'));
    response.writeHead(200, { 'content-type': 'text/plain', 'content-encoding': 'gzip' }).end(body);
  });
  expect((await download(`${url}/small`, { reach, limit: LIMIT })).bytes.length).toBe(LIMIT);
  await expect(download(`${url}/bomb`, { reach, limit: LIMIT })).rejects.toEqual(refused('tooLarge'));
});

test('content that is too large is refused without being read, whether its size is announced or not', async () => {
  let sent = 0;
  const { url, reach } = await serve(({ url: path }, response) => {
    if (path === '/announced') {
      response.writeHead(200, { 'content-length': 10_000_000 });
      response.write('a');
      return;
    }
    const more = () => {
      while (response.writable && sent < 200_000_000) {
        sent += 65_536;
        if (!response.write(Buffer.alloc(65_536, 'a'))) break;
      }
    };
    response.on('drain', more);
    more();
  });
  await expect(download(`${url}/announced`, { reach, limit: LIMIT })).rejects.toEqual(refused('tooLarge'));
  await expect(download(`${url}/endless`, { reach, limit: LIMIT })).rejects.toEqual(refused('tooLarge'));
  expect(sent).toBeLessThan(20_000_000);
});

test('a redirect leads only to allowed addresses, and not endlessly', async () => {
  const inner = await serve((_, response) => response.end('secret'));
  const { url, reach, port } = await serve(({ url: path = '' }, response) => {
    const targets: Record<string, string> = {
      '/private': `http://127.0.0.2:${inner.port}/`,
      '/name': `http://localhost.localdomain.invalid:${inner.port}/`,
      '/file': 'file:///etc/passwd',
      '/credentials': `http://a:b@127.0.0.1:${inner.port}/`,
    };
    response.writeHead(302, { location: targets[path] ?? `/again${path}` }).end();
  });
  const only = (allowedPort: number): Reach => ({ ...reach, mayAsk: (to) => to.port === String(allowedPort) });
  await expect(download(`${url}/private`, { reach, limit: LIMIT })).rejects.toEqual(refused('forbiddenAddress'));
  await expect(download(`${url}/private`, { reach: only(port), limit: LIMIT })).rejects.toEqual(
    refused('forbiddenAddress'),
  );
  await expect(download(`${url}/name`, { reach, limit: LIMIT })).rejects.toEqual(refused('unreachable'));
  await expect(download(`${url}/file`, { reach, limit: LIMIT })).rejects.toEqual(refused('badLink'));
  await expect(download(`${url}/credentials`, { reach, limit: LIMIT })).rejects.toEqual(refused('badLink'));
  await expect(download(`${url}/a`, { reach, limit: LIMIT })).rejects.toEqual(refused('tooManyRedirects'));
  expect(inner.asked).toEqual([]);
});

test('a name is checked by the addresses that the connection uses', async () => {
  const { port, reach, asked } = await serve((_, response) => response.end('Words.'));
  const nobody = { ...reach, mayConnect: () => false };
  await expect(download(`http://localhost:${port}/`, { reach: nobody, limit: LIMIT })).rejects.toEqual(
    refused('forbiddenAddress'),
  );
  await expect(download('http://localhost/', { reach: PUBLIC_WEB, limit: LIMIT })).rejects.toEqual(
    refused('forbiddenAddress'),
  );
  expect(asked).toEqual([]);
});

test('a failed response is reported by its status', async () => {
  const { url, reach } = await serve((_, response) => response.writeHead(404).end('gone'));
  await expect(download(url, { reach, limit: LIMIT })).rejects.toMatchObject({
    refusal: 'httpStatus',
    values: { status: 404 },
  });
});

test('a link’s name and type determine the file’s name, and unreadable types are refused', () => {
  const named = (href: string, type: string) => nameOf({ url: new URL(href), type });
  expect(named('https://a.example/x/Harbour%20news.txt', 'text/plain')).toBe('Harbour news.txt');
  expect(named('https://a.example/x/readme', 'text/markdown')).toBe('readme.md');
  expect(named('https://a.example/list.jsonl', 'application/octet-stream')).toBe('list.jsonl');
  expect(named('https://a.example/', 'text/plain')).toBe('a.example.txt');
  expect(named('https://a.example/..%2F..%2Fetc%2Fpasswd', 'text/plain')).toBe('passwd.txt');
  expect(named('https://a.example/news/2024/ferry/', 'text/html')).toBe('a.example.html');
  expect(named('https://a.example/ferry.php?id=3', 'text/html')).toBe('ferry.html');
  expect(named('https://a.example/page.md', 'text/html')).toBe('page.html');
  expect(named('https://a.example/ferry', 'application/xhtml+xml')).toBe('ferry.html');
  const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  expect(named('https://a.example/download', word)).toBe('download.docx');
  expect(named('https://a.example/letter.docx', 'application/zip')).toBe('letter.docx');
  expect(named('https://a.example/canal', 'application/epub+zip')).toBe('canal.epub');
  expect(named('https://a.example/report', 'application/pdf')).toBe('report.pdf');
  expect(named('https://a.example/export', 'text/csv')).toBe('export.csv');
  expect(named('https://a.example/export.csv', 'text/plain')).toBe('export.csv');
  expect(named('https://a.example/feed', 'application/json')).toBe('feed.json');
  for (const type of ['image/png', 'application/x-msdownload', 'video/mp4']) {
    expect(() => named('https://a.example/a', type)).toThrow(refused('wrongType'));
  }
  expect(() => named('https://a.example/tool.exe', 'application/octet-stream')).toThrow(refused('wrongType'));
});

test('a page from a link is stored with its address and in UTF-8, whatever encoding its server named', async () => {
  const said = 'Мост через реку построили в 1962 году.';
  const { url, reach } = await serve((_, response) =>
    response
      .writeHead(200, { 'content-type': 'text/html; charset="windows-1251"' })
      .end(encodeAs('windows-1251', `<p>${said}</p>`)),
  );
  const { name, bytes, from } = taken(await download(`${url}/news/bridge?id=1`, { reach, limit: LIMIT }));
  expect(name).toBe('bridge.html');
  expect(from).toBe(`${url}/news/bridge?id=1`);
  const [read] = readPage(name, bytes);
  expect(read && 'raw' in read && read.raw).toMatchObject({
    url: `${url}/news/bridge?id=1`,
    blocks: [{ kind: 'paragraph', text: said }],
  });
});
