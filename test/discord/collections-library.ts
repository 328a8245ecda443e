import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ledger } from './library.js';

const FILES: Readonly<Record<string, string>> = {
  'news/harbour.md':
    '---\ntitle: The harbour of Odland\npublisher: Coast and Sea\npublishedAt: 2023-03-01\n---\n\nThe harbour of Odland has eleven berths for fishing boats.\n',
  'news/mill.md':
    '---\ntitle: The mill at Tarn\npublisher: Valley Post\npublishedAt: 2024-05-02\n---\n\nThe mill at Tarn grinds forty sacks of rye in a day.\n',
  'staff/wages.md':
    '---\ntitle: Wages of the lighthouse keepers\npublisher: Keepers Gazette\npublishedAt: 2024-06-03\n---\n\nA lighthouse keeper is paid nine hundred crowns a month.\n',
  'town/shops.jsonl': Array.from({ length: 12 }, (_, shop) =>
    JSON.stringify({
      id: `shop-${shop + 1}`,
      title: `Shop ${String(shop + 1).padStart(2, '0')}`,
      text: `Shop number ${shop + 1} of the market sells ${'abcdefghijkl'[shop]}-shaped buttons.`,
    }),
  ).join('\n'),
  // Enough sentences to keep an index run busy while buttons are pressed.
  'ledger.txt': ledger(60),
};

export interface Shelf {
  readonly root: string;
  readonly articles: string;
  readonly data: string;
  write(file: string, text: string): Promise<void>;
  remove(): Promise<void>;
}

/** Articles in three collections and one in none, not indexed yet, in a folder that the bot runs in. */
export async function createShelf(): Promise<Shelf> {
  const root = await mkdtemp(path.join(tmpdir(), 'verbatim-shelf-'));
  const articles = path.join(root, 'articles');
  const write = async (file: string, text: string) => {
    await mkdir(path.dirname(path.join(articles, file)), { recursive: true });
    await writeFile(path.join(articles, file), text);
  };
  for (const [file, text] of Object.entries(FILES)) await write(file, text);
  const remove = () => rm(root, { recursive: true, force: true });
  return { root, articles, data: path.join(root, 'data'), write, remove };
}
