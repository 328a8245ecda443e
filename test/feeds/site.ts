import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Reach } from '../../src/intake/reach.js';

interface Resource {
  readonly body?: string | Buffer;
  readonly type?: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent with the body; a request that repeats it gets 304. */
  readonly etag?: string;
  readonly modified?: string;
}

/** A web site on loopback: its pages may be changed at any time, and it records requests. */
export interface Site {
  readonly url: string;
  readonly reach: Reach;
  readonly has: Map<string, Resource>;
  readonly asked: { readonly path: string; readonly headers: IncomingHttpHeaders; readonly status: number }[];
  /** The paths requested since the last call, sorted, without robots.txt. */
  paths(): string[];
  /** The most requests that were in progress at once. */
  readonly together: { most: number };
}

export async function serveSite(resources: Readonly<Record<string, Resource>> = {}, delay = 0): Promise<Site> {
  const has = new Map(Object.entries(resources));
  const asked: Site['asked'] = [];
  const together = { most: 0, now: 0 };
  const server = createServer((request, response) => {
    together.most = Math.max(together.most, ++together.now);
    setTimeout(() => {
      const status = answer(has.get(request.url ?? ''), request, response);
      asked.push({ path: request.url ?? '', headers: request.headers, status });
      together.now -= 1;
    }, delay);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  let told = 0;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    reach: { mayAsk: () => true, mayConnect: (address) => address === '127.0.0.1', redirects: 5 },
    has,
    asked,
    together,
    paths() {
      const paths = asked.slice(told).map(({ path }) => path);
      told = asked.length;
      return paths.filter((path) => path !== '/robots.txt').sort();
    },
  };
}

function answer(resource: Resource | undefined, { headers }: IncomingMessage, response: ServerResponse): number {
  const {
    body = '',
    type = 'text/plain',
    status = 200,
    headers: own = {},
    etag,
    modified,
  } = resource ?? { status: 404 };
  const isSame =
    (etag !== undefined && headers['if-none-match'] === etag) ||
    (modified !== undefined && headers['if-modified-since'] === modified);
  const sent = isSame ? 304 : status;
  const validators = { ...(etag && { etag }), ...(modified && { 'last-modified': modified }) };
  response.writeHead(sent, { 'content-type': type, ...validators, ...own }).end(isSame ? undefined : body);
  return sent;
}

/** An RSS feed of these items. */
export function rss(
  items: readonly {
    readonly title: string;
    readonly link?: string;
    readonly content?: string;
    readonly date?: string;
  }[],
): string {
  const entries = items.map(
    ({ title, link, content, date }) =>
      `<item><title>${title}</title>${link ? `<link>${link}</link>` : `<guid isPermaLink="false">${title}</guid>`}` +
      `${date ? `<pubDate>${date}</pubDate>` : ''}` +
      `${content ? `<content:encoded><![CDATA[${content}]]></content:encoded>` : ''}</item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Ellery Courier</title><link>https://example.org/</link>${entries.join('')}</channel></rss>`;
}
