import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const DEMINING = `---
title: Clearing the fields of Kursk
publisher: The Valley Post
publishedAt: 2024-12-05T23:00
---

Sappers worked in the valley through the autumn.

According to the regional administration, 35,000 square kilometres of farmland were de-mined by the end of November.

The crews lost two armoured vehicles in the work, and nobody was hurt.
`;

const HARBOUR = `---
title: "The *harbour* of [Odland]"
publisher: Coast & Sea
publishedAt: 2023-03-01
url: https://example.com/harbour_(north)
---

The harbour master of Odland told @everyone and <@1234567890> that the ||old|| lighthouse costs **900** crowns a month, see https://example.com/a_b_c.

Ships wait three days for a berth.
`;

/** An id that is too long for an autocomplete choice's value. */
export const LONG_ID = `archive/${'very-long-name-'.repeat(10)}ending`;

const LONG = {
  id: LONG_ID,
  title: `The museum of clocks and ${'of many other things '.repeat(8)}`,
  text: 'The museum of clocks opens at ten in the morning.\n\nIts oldest clock was built in 1612 by a blacksmith named Anders Holm.',
  publisher: 'City Guide',
};

/** Enough sentences to keep an index run busy while a question is answered. */
const LEDGER = ledger(48);

/** An article of this many sentences. */
export function ledger(days: number): string {
  const sentences = Array.from({ length: days }, (_, day) => {
    const wind = ['north', 'east', 'south', 'west'][day % 4];
    return `On day ${day + 1} of the voyage the clerk wrote ${day * 17 + 3} barrels of grain into ledger ${day % 12}, and noted wind from ${wind} at ${day % 9} knots.`;
  });
  return `The clerk's ledger\n${sentences.map((each, day) => (day % 6 === 0 ? `\n${each}` : ` ${each}`)).join('')}\n`;
}

/** A file of many short articles, one line of which is broken. */
export const DIRECTORY = [
  ...Array.from({ length: 12 }, (_, shop) => {
    const text = `Shop number ${shop + 1} of the market sells ${'abcdefghijkl'[shop]}-shaped buttons.`;
    return JSON.stringify({ id: `shop-${shop + 1}`, title: `Shop ${String(shop + 1).padStart(2, '0')}`, text });
  }),
  '{"id": "broken"',
].join('\n');

export interface TestLibrary {
  readonly root: string;
  readonly articles: string;
  readonly environment: Readonly<Record<string, string>>;
  remove(): Promise<void>;
}

/** A few articles of the tests' own, not indexed yet; `long` ones take seconds to index. */
export async function createLibrary(size: 'short' | 'long' = 'short'): Promise<TestLibrary> {
  const root = await mkdtemp(path.join(tmpdir(), 'verbatim-bot-'));
  const articles = path.join(root, 'articles');
  const embeddings = path.join(root, 'embeddings');
  await mkdir(articles);
  await mkdir(embeddings);
  await writeFile(path.join(articles, 'demining.md'), DEMINING);
  await writeFile(path.join(articles, 'harbour.md'), HARBOUR);
  await writeFile(path.join(articles, 'museum.jsonl'), `${JSON.stringify(LONG)}\n`);
  if (size === 'long') await writeFile(path.join(articles, 'ledger.txt'), LEDGER);
  return {
    root,
    articles,
    environment: { ARTICLES_DIR: articles, EMBEDDINGS_DIR: embeddings },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
