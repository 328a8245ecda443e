import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type FetchOptions, fetchLinks } from '../../src/feeds/fetch-links.js';
import type { FetchReport } from '../../src/feeds/fetch-report.js';
import { parseUrl } from '../../src/runtime/urls.js';
import { temporaryFolder } from '../support/folders.js';
import type { Site } from './site.js';

/** Folders for articles and data, and operations on them. */
interface Place {
  readonly articles: string;
  readonly data: string;
  list(addresses: readonly string[], file?: string): Promise<void>;
  fetch(site: Site, more?: Partial<FetchOptions>): Promise<FetchReport>;
  /** The names of the visible files in a folder. */
  files(folder?: string): Promise<string[]>;
}

export async function place(): Promise<Place> {
  const root = await temporaryFolder();
  const [articles, data] = [path.join(root, 'articles'), path.join(root, 'data')];
  await mkdir(articles);
  return {
    articles,
    data,
    async list(addresses, file = 'daily.links') {
      await mkdir(path.dirname(path.join(articles, file)), { recursive: true });
      await writeFile(path.join(articles, file), addresses.join('\n'));
    },
    fetch: ({ reach }, more = {}) => fetchLinks({ articlesDir: articles, dataDir: data, reach, pause: 5, ...more }),
    files: async (folder = 'daily') =>
      (await readdir(path.join(articles, folder)).catch(() => [])).filter((name) => !name.startsWith('.')).sort(),
  };
}

/** The outcomes by path, or by address if there is no path. */
export const outcomes = ({ addresses }: FetchReport) =>
  Object.fromEntries(addresses.map(({ address, outcome }) => [parseUrl(address)?.pathname ?? address, outcome]));
