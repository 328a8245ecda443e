import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { IndexRuns } from '../../src/app/index-runs.js';
import { type Following, keepCurrent } from '../../src/discord/indexing/keep-current.js';
import { KeepIndexed } from '../../src/discord/indexing/keep-indexed.js';
import { fetchLinks } from '../../src/feeds/fetch-links.js';
import { lastFetch, noteIndexed } from '../../src/feeds/fetch-log.js';
import { lockForIndexing } from '../../src/library/indexing/lock.js';
import { StandIn } from '../../tools/discord-stand-in/stand-in.js';
import { Changes } from '../../tools/discord-stand-in/world/changes.js';
import { serveSite } from '../feeds/site.js';
import { BRIDGES, opened, temporaryConfig } from '../support/library.js';
import { BotProcess } from './bot-process.js';
import { createLibrary } from './library.js';

const HARBOUR = 'The harbour\n\nThe harbour of Odland has eleven berths for fishing boats.\n';
const BERTHS = 'How many berths has the harbour of Odland?';

/** Log lines to wait for. */
function listening() {
  const changes = new Changes();
  const lines: Record<string, unknown>[] = [];
  const write = (line: string) => {
    lines.push(JSON.parse(line));
    changes.notify();
  };
  return {
    lines,
    logger: pino({ level: 'debug' }, { write }),
    logged: (msg: string, from = 0) =>
      changes.until(msg, () => lines.slice(from).find((line) => line.msg === msg), 60_000),
  };
}

test('a list’s addresses are fetched on a schedule and answered from, and indexed only if something is new', {
  timeout: 120_000,
}, async () => {
  const site = await serveSite({ '/harbour': { body: HARBOUR, etag: '"1"' }, '/locked': { status: 500 } });
  const config = await temporaryConfig({
    'bridges.txt': BRIDGES,
    'daily.links': `${site.url}/harbour\n${site.url}/locked?token=geheim`,
  });
  const dataDir = path.join(path.dirname(config.articlesDir), 'data');
  const verbatim = await opened(config);
  const leaving = new AbortController();
  onTestFinished(() => leaving.abort());
  const { logger, lines, logged } = listening();
  const runs = new IndexRuns(verbatim, leaving.signal);
  const every = 1_500;
  const links: Following['links'] = {
    every,
    last: () => lastFetch(dataDir),
    fetch: (signal) =>
      fetchLinks({ articlesDir: config.articlesDir, dataDir, reach: site.reach, pause: 0, isPatient: true, signal }),
    noteIndexed: ({ writes }) => noteIndexed(dataDir, writes),
  };
  void keepCurrent({ links }, new KeepIndexed(runs, leaving.signal, logger), leaving.signal, logger);
  await logged('articles indexed');
  expect((await verbatim.ask(BERTHS)).quotes[0]?.text).toContain('eleven berths');
  expect(lines.find(({ msg }) => msg === 'links could not all be fetched')).toMatchObject({ failing: 1 });
  expect(JSON.stringify(lines)).not.toContain('geheim');
  const first = lines.length;
  await logged('links fetched', first);
  await logged('links fetched', lines.length);
  expect(lines.slice(first).filter(({ msg }) => msg === 'articles indexed')).toEqual([]);
  site.has.set('/harbour', { body: HARBOUR.replace('eleven', 'twelve'), etag: '"2"' });
  const [before, lock] = [lines.length, lockForIndexing(config.embeddingsDir)];
  await logged('links fetched', before);
  // While another process is indexing, this one must wait and retry.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  expect(lines.slice(before).filter(({ msg }) => msg === 'articles indexed')).toEqual([]);
  lock.release();
  await logged('articles indexed', before);
  expect((await verbatim.ask(BERTHS)).quotes[0]?.text).toContain('twelve berths');
});

test('frequent restarts do not cause extra fetches', async () => {
  const site = await serveSite({ '/harbour': { body: HARBOUR } });
  const config = await temporaryConfig({ 'daily.links': `${site.url}/harbour` });
  const dataDir = path.join(path.dirname(config.articlesDir), 'data');
  await fetchLinks({ articlesDir: config.articlesDir, dataDir, reach: site.reach, pause: 0 });
  const verbatim = await opened(config);
  const { logger } = listening();
  let fetches = 0;
  for (let start = 0; start < 3; start++) {
    const leaving = new AbortController();
    const fetch = () => {
      fetches += 1;
      return Promise.reject(new Error('not now'));
    };
    const links: Following['links'] = {
      every: 3_600_000,
      last: () => lastFetch(dataDir),
      fetch,
      noteIndexed: () => {},
    };
    void keepCurrent(
      { links },
      new KeepIndexed(new IndexRuns(verbatim, leaving.signal), leaving.signal, logger),
      leaving.signal,
      logger,
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    leaving.abort();
  }
  expect(fetches).toBe(0);
});

test('the bot follows its folder and its lists by itself, and only the public web', {
  timeout: 120_000,
}, async () => {
  const [discord, library] = [await StandIn.start(), await createLibrary()];
  onTestFinished(async () => {
    await discord.close();
    await library.remove();
  });
  await writeFile(path.join(library.articles, 'daily.links'), 'http://127.0.0.1:1/\n');
  const bot = new BotProcess(library.root, {
    ...library.environment,
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    WATCH_ARTICLES: 'on',
    LOG_LEVEL: 'debug',
  });
  onTestFinished(async () => {
    bot.signal('SIGKILL');
    await bot.exit();
  });
  // Only the public web is fetched from, and the bot says what it could not fetch.
  const failed = await bot.logged('links could not all be fetched');
  expect(failed).toMatchObject({
    failing: 1,
    addresses: [{ list: 'daily.links', reason: 'Not on the public internet, or on an unusual port.' }],
  });
  expect(await bot.logged('articles indexed')).toMatchObject({ added: 4 });
  const from = bot.log.length;
  await mkdir(path.join(library.articles, 'town'));
  await writeFile(path.join(library.articles, 'town', 'bridges.txt'), BRIDGES);
  expect(await bot.logged('articles indexed', from)).toMatchObject({ added: 1, problems: 0 });
  const answer = await discord.slash('ask', { question: 'How many bridges does Port Ellery own?' }).reply(/owns/);
  expect(answer).toContain('owns **seven** bridges');
  const later = bot.log.length;
  await appendFile(path.join(library.articles, 'town', 'bridges.txt'), '\nThe ninth bridge is planned.\n');
  expect(await bot.logged('articles indexed', later)).toMatchObject({ changed: 1 });
  expect(await bot.stop()).toBe(0);
});
