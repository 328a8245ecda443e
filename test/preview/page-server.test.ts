import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servePage } from '../../tools/preview/page-server.js';
import { type Preview, startPreview } from '../../tools/preview/start.js';
import { BRIDGES, opened, temporaryConfig } from '../support/library.js';

describe('the preview’s server', { timeout: 60_000 }, () => {
  let preview: Preview;

  beforeAll(async () => {
    const config = { ...(await temporaryConfig({ 'bridges.txt': BRIDGES }, afterAll)), logLevel: 'error' };
    const verbatim = await opened(config, undefined, afterAll);
    await verbatim.reindex('changed');
    preview = await startPreview(verbatim, config, 0);
  });
  afterAll(() => preview.close());

  /** The status of a request with headers that a browser would not let a page set. */
  const status = (path: string, headers: Record<string, string>, method = 'GET', body = '') =>
    new Promise<number | undefined>((resolve, reject) => {
      const { hostname, port } = new URL(preview.url);
      const sent = request({ hostname, port, path, method, headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.on('error', reject).end(body);
    });

  it('refuses requests for another host, and actions from another site', async () => {
    const { host, origin } = new URL(preview.url);
    const { asker, general } = preview.discord.world;
    const act = JSON.stringify({ act: 'say', person: asker.user.id, locale: 'en-US', channel: general.id, text: 'hi' });
    const json = { host, 'content-type': 'application/json' };
    expect(await status('/view', { host })).toBe(200);
    expect(await status('/view', { host: 'rebound.example' })).toBe(421);
    expect(await status('/acts', { ...json, origin }, 'POST', act)).toBe(200);
    expect(await status('/acts', json, 'POST', act)).toBe(403);
    expect(await status('/acts', { ...json, origin: 'https://evil.example' }, 'POST', act)).toBe(403);
    expect(await status('/acts', { ...json, origin, 'content-type': 'text/plain' }, 'POST', act)).toBe(403);
    expect(await status('/acts', { ...json, origin }, 'POST', '{"act":"say"}')).toBe(400);
    expect(await status('/scripts/../../../../package.json', { host })).toBe(404);
    expect(await status('/modules/lit/..%2f..%2f..%2fpackage.json', { host })).toBe(404);
    for (const odd of [
      '/%00.js',
      '/%',
      '/%ff.js',
      `/${'a'.repeat(5_000)}.js`,
      '/constructor',
      '//etc/passwd',
      '/..%2fpage-server.ts',
    ]) {
      expect(await status(odd, { host })).toBe(404);
    }
  });

  it('says so when its port is in use', async () => {
    const port = Number(new URL(preview.url).port);
    await expect(servePage(preview.discord, port)).rejects.toThrow(/Another program uses port.*--port/);
  });
});
