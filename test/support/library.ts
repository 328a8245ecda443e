import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, onTestFinished } from 'vitest';
import type { Verbatim } from '../../src/app/verbatim.js';
import { openVerbatim } from '../../src/app/wiring.js';
import { type Config, parseConfig } from '../../src/config/config.js';
import { type After, afterTests, temporaryFolder } from './folders.js';

/** Settings for articles and an index in new folders, with the installed model. */
export async function temporaryConfig(articles: Readonly<Record<string, string>>, after?: After): Promise<Config> {
  const folder = await temporaryFolder(after);
  const config = parseConfig({
    ARTICLES_DIR: path.join(folder, 'articles'),
    EMBEDDINGS_DIR: path.join(folder, 'embeddings'),
    DATA_DIR: path.join(folder, 'data'),
    MODEL_DIR: parseConfig({ MODEL_DIR: process.env.MODEL_DIR }).modelDir,
  });
  await writeArticles(config, articles);
  return config;
}

/** The same without a reader, which takes half a second to load, for tests of what is stored. */
export async function unreadConfig(articles: Readonly<Record<string, string>>): Promise<Config> {
  return { ...(await temporaryConfig(articles)), reader: 'off' };
}

export async function writeArticles(config: Config, articles: Readonly<Record<string, string>>): Promise<void> {
  for (const [id, text] of Object.entries(articles)) {
    const file = path.join(config.articlesDir, id);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

/** The real library with these settings; closed when the test has finished. */
export async function opened(
  config: Config,
  onWarning: (cause: Error) => void = () => {},
  after: After = onTestFinished,
): Promise<Verbatim> {
  const verbatim = await openVerbatim(config, { onWarning, load: 'when asked' });
  after(() => verbatim.close());
  return verbatim;
}

/** One library for all tests of a file, so that its models load once. The function replaces its articles and indexes them. */
export function refillable(): (articles: Readonly<Record<string, string>>) => Promise<Verbatim> {
  const after = afterTests();
  let config: Config;
  let verbatim: Verbatim;
  beforeAll(async () => {
    config = await temporaryConfig({}, after);
    verbatim = await opened(config, undefined, after);
  });
  return async (articles) => {
    await rm(config.articlesDir, { recursive: true, force: true });
    await writeArticles(config, articles);
    await verbatim.reindex('changed');
    return verbatim;
  };
}

export const BRIDGES = `The bridges of Port Ellery

The town of Port Ellery owns seven bridges, of which the Heron Bridge is the oldest. It was built in 1871 by the engineer Ada Lindqvist. The bridge carries about 4,200 cyclists on a working day.

Repairs to the Heron Bridge cost 2.3 million crowns. The council closed it for eleven weeks because its bearings had rusted.
`;

export const BAKERY = `---
title: A bakery on Mill Street
publisher: Ellery Courier
publishedAt: 2023-04-02
url: https://example.org/bakery
---
# A bakery on Mill Street

The bakery of Tomas Varga opens at five in the morning. His rye bread rests for nineteen hours before it is baked.

## Prices

A loaf costs forty crowns. Schools pay half of that.
`;
