import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { Health } from '../../src/metrics/health.js';
import { MetricsAddressError, type Page, servePages } from '../../src/metrics/server.js';
import { threadProbe } from '../../src/runtime/threads/thread-probe.js';
import { hangOn } from './hang-on.js';

const LOOPBACK = { host: '127.0.0.1', port: 0 };
const ok = (body: string): Page => ({ status: 200, type: 'text/plain', body });

async function served(pages: Parameters<typeof servePages>[1], patience?: number): Promise<string> {
  const server = await servePages(LOOPBACK, pages, patience);
  onTestFinished(() => server.close());
  return server.url;
}

test('only GET and HEAD are answered, and only for existing paths', async () => {
  const url = await served({ '/here': async () => ok('hello') });
  expect(await (await fetch(`${url}/here?query=any`)).text()).toBe('hello');
  const head = await fetch(`${url}/here`, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '5', '']);
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
    const refused = await fetch(`${url}/here`, { method, ...(method === 'POST' && { body: 'x'.repeat(100_000) }) });
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  }
  for (const path of ['/', '/there', '/here/', '/HERE', '//here', '/here%00']) {
    expect((await fetch(`${url}${path}`)).status).toBe(404);
  }
});

test('simultaneous requests get the same page, and a page that fails is reported as failed', async () => {
  let made = 0;
  const url = await served({
    '/slow': async () => {
      made += 1;
      await sleep(100);
      return ok('done');
    },
    '/broken': () => Promise.reject(new Error('the.bot-token')),
  });
  const pages = await Promise.all(Array.from({ length: 10 }, async () => (await fetch(`${url}/slow`)).text()));
  expect(new Set(pages)).toEqual(new Set(['done']));
  expect(made).toBe(1);
  const broken = await fetch(`${url}/broken`);
  expect(broken.status).toBe(500);
  expect(await broken.text()).not.toContain('token');
});

test('clients that stay connected or read nothing are cut off, and block nobody else', {
  timeout: 20_000,
}, async () => {
  const pages = { '/metrics': async () => ok('x'.repeat(30_000_000)), '/small': async () => ok('small') };
  const url = await served(pages, 500);
  const port = Number(new URL(url).port);
  const reader = connect(port, '127.0.0.1').on('error', () => {});
  reader.write('GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n');
  // Reads the beginning, and no more.
  await once(reader, 'readable');
  const clients = await hangOn(url, 40);
  const cut = () => clients.filter(({ destroyed, closed }) => destroyed || closed).length;
  clients.map((client) => client.resume());
  // Connections over the limit are closed immediately.
  await expect.poll(cut, { timeout: 3_000 }).toBeGreaterThanOrEqual(40 - 16);
  await expect.poll(cut, { timeout: 5_000 }).toBe(40);
  expect(await (await fetch(`${url}/small`)).text()).toBe('small');
  // A client that reads nothing is cut off before everything is sent.
  await sleep(1_500);
  let length = 0;
  reader.on('data', (chunk) => {
    length += chunk.length;
  });
  await once(reader, 'close');
  expect(length).toBeLessThan(30_000_000);
});

test('what is missing is named from the beginning, and so is the shutdown', async () => {
  const health = new Health();
  const missing = async () => (await health.missing()).map(({ what }) => what);
  expect(await missing()).toEqual(['models', 'gateway']);
  health.articles = {
    index: () => Promise.reject(new Error('a disk that fails')),
    stuckThreads: async () => [],
    queue: { waiting: 0, working: 0, busy: undefined },
  };
  expect(await missing()).toEqual(['index', 'gateway']);
  health.gateway = () => ({ isConnected: true, ping: 20, servers: 1 });
  health.isLeaving = true;
  expect(await missing()).toEqual(['index', 'staying']);
});

test('an address that can’t be used is reported with what to do', async () => {
  const url = await served({});
  const port = Number(new URL(url).port);
  for (const [host, given] of [
    ['127.0.0.1', port],
    ['203.0.113.7', 0],
    ['no-such-host.invalid', 0],
  ] as const) {
    await expect(servePages({ host, port: given }, {})).rejects.toThrow(MetricsAddressError);
    await expect(servePages({ host, port: given }, {})).rejects.toThrow(/METRICS_PORT.*METRICS_HOST/);
  }
});

test('a stuck worker thread is named at every request until it answers again', async () => {
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const source = `
    const { parentPort, workerData } = require('node:worker_threads');
    parentPort.on('message', () => { while (Atomics.load(workerData, 0) === 1) {} parentPort.postMessage('pong'); });`;
  const worker = new Worker(source, { eval: true, workerData: flag });
  onTestFinished(async () => void (await worker.terminate()));
  let asked = 0;
  const ping = async () => {
    asked += 1;
    worker.postMessage('ping');
    await once(worker, 'message');
  };
  const stuck = threadProbe({ reader: ping, embedder: async () => {}, broken: () => Promise.reject(new Error()) });
  expect(await stuck(2_000)).toEqual(['broken']);
  Atomics.store(flag, 0, 1);
  for (let each = 0; each < 5; each += 1) expect(await stuck(50)).toEqual(['reader', 'broken']);
  expect(asked).toBe(2);
  Atomics.store(flag, 0, 0);
  await expect.poll(() => stuck(500)).toEqual(['broken']);
});
