import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { PUBLIC_WEB, type Reach } from '../intake/reach.js';
import { registerErrors } from '../runtime/error-codec.js';
import { UserError } from '../runtime/errors.js';
import { takeLock } from '../runtime/files/file-lock.js';
import { isDiskFault } from '../runtime/files/storage-error.js';
import { FeedReader } from './feed-reader.js';
import type { FetchedAddress, FetchReport } from './fetch-report.js';
import { Shelf } from './fetched-files.js';
import { Bringer } from './fetcher.js';
import { Hosts } from './hosts.js';
import { type LinkLists, readLists } from './lists.js';
import { FetchMemory, memoryFile, memoryUnusable } from './memory.js';
import { Web } from './web.js';

/** Milliseconds between two requests to a host, and for a whole run; what is not reached waits for the next. */
const PAUSE = 1_000;
export const LONGEST_RUN = 30 * 60_000;
/** RFC 9309 wants five redirects of a robots.txt followed. */
const REACH: Reach = { ...PUBLIC_WEB, redirects: 5 };

export interface FetchOptions {
  readonly articlesDir: string;
  readonly dataDir: string;
  /** Whether addresses that failed lately are left until their time has come; else all are tried. */
  readonly isPatient?: boolean;
  /** An address to fetch even if what it gave was removed. */
  readonly again?: string;
  readonly onFetched?: (address: FetchedAddress) => void;
  readonly signal?: AbortSignal;
  /** The public web when left out. */
  readonly reach?: Reach;
  readonly pause?: number;
  /** Milliseconds. */
  readonly longest?: number;
}

/** Another process fetches links into the same folders. */
export class AlreadyFetchingError extends UserError {}
registerErrors(AlreadyFetchingError);

/**
 * Fetches what the lists of links in the articles folder name, and puts it among the articles. Whatever fails is reported and
 * stops nothing else; an article is only ever replaced by one that can be read.
 * @throws AlreadyFetchingError; UserError where the folders can't be read or written
 */
export async function fetchLinks(options: FetchOptions): Promise<FetchReport> {
  const started = performance.now();
  const { articlesDir, dataDir } = options;
  const lists = await readLists(articlesDir).catch((cause: unknown) => {
    throw new UserError(`The articles folder “${articlesDir}” can't be read. Create it, or set ARTICLES_DIR.`, {
      cause,
    });
  });
  const known = { lists: lists.lists.length, problems: lists.problems };
  if (lists.lists.length === 0 && !existsSync(memoryFile(dataDir))) {
    return { ...known, addresses: [], seconds: (performance.now() - started) / 1_000, isIndexDue: false, writes: 0 };
  }
  try {
    return await locked(dataDir, async (memory) => {
      await keepToFolder(memory, new Shelf(articlesDir, dataDir), articlesDir);
      if (options.again) memory.forget(options.again);
      const addresses = await fetchAll(lists, memory, options);
      memory.setNote('lastRun', String(Date.now()));
      const { writes, isIndexDue } = memory;
      return { ...known, addresses, seconds: (performance.now() - started) / 1_000, isIndexDue, writes };
    });
  } catch (cause) {
    throw asUserError(cause);
  }
}

async function locked<T>(dataDir: string, work: (memory: FetchMemory) => Promise<T>): Promise<T> {
  const lock = takeLock(path.join(dataDir, 'fetching.lock'));
  if (!lock) throw new AlreadyFetchingError('Links are being fetched already; the running fetch has to end first.');
  try {
    const memory = new FetchMemory(dataDir);
    return await work(memory).finally(() => memory.close());
  } finally {
    lock.release();
  }
}

async function fetchAll(lists: LinkLists, memory: FetchMemory, options: FetchOptions): Promise<FetchedAddress[]> {
  const { articlesDir, dataDir, reach = REACH, pause = PAUSE, longest = LONGEST_RUN, isPatient = false } = options;
  const ending = new AbortController();
  const stop = AbortSignal.any([
    ending.signal,
    AbortSignal.timeout(longest),
    ...(options.signal ? [options.signal] : []),
  ]);
  const closed: [string, number][] = JSON.parse(memory.note('closed') ?? '[]');
  const hosts = new Hosts(pause, stop, new Map(closed.filter(([, until]) => until > Date.now())));
  const shelf = new Shelf(articlesDir, dataDir);
  const feeds = new FeedReader();
  const onFetched = options.onFetched ?? (() => {});
  const bringer = new Bringer({
    feeds,
    web: new Web(reach, hosts, stop),
    shelf,
    memory,
    isPatient,
    signal: stop,
    onFetched,
  });

  const wanted = lists.lists.flatMap(({ path: list, folder, addresses }) =>
    addresses.map((address) => ({ list, folder, address })),
  );
  for (const { folder } of lists.lists) await shelf.sweep(folder);
  for (const { list, address } of wanted) memory.seen(list, address);
  // What waited longest goes first, so that a run that is cut short reaches it.
  const tried = new Map(wanted.map((each) => [each, memory.get(each.list, each.address)?.tried ?? 0]));
  const order = [...wanted].sort((one, other) => (tried.get(one) ?? 0) - (tried.get(other) ?? 0));
  const work = new Map(
    order.map((each) => [
      each,
      bringer.bring(each).catch((cause: unknown) => {
        ending.abort();
        throw cause;
      }),
    ]),
  );
  // Nothing may be written any more once the lock is given back.
  await Promise.allSettled(work.values());
  ending.abort();
  await feeds.close();
  options.signal?.throwIfAborted();
  const brought = await Promise.all(wanted.map((each) => work.get(each) ?? []));
  memory.setNote('closed', JSON.stringify([...hosts.closed]));
  for (const { path: list, folder } of lists.lists) await noteAddresses(shelf, memory, list, folder);
  if (lists.isComplete) memory.forgetUnseen();
  return brought.flat();
}

/** Notes of a list's files where they came from, and that the index lacks it. */
async function noteAddresses(shelf: Shelf, memory: FetchMemory, list: string, folder: string): Promise<void> {
  const addresses = new Map<string, string>();
  for (const { file, validators } of memory.of(list)) {
    if (file && validators && (await shelf.has(file))) addresses.set(path.posix.basename(file), validators.url);
  }
  if (addresses.size > 0 && (await shelf.noteAddresses(folder, addresses))) memory.wrote();
}

/** What is remembered belongs to one folder of articles: in another, where none of its files is, it begins anew. */
async function keepToFolder(memory: FetchMemory, shelf: Shelf, articlesDir: string): Promise<void> {
  const folder = await realpath(articlesDir);
  const before = memory.note('articles');
  if (before !== undefined && before !== folder) {
    const files = memory.all().flatMap(({ file }) => file ?? []);
    const here = await Promise.all(files.map((file) => shelf.has(file)));
    if (!here.includes(true)) memory.forgetAll();
  }
  memory.setNote('articles', folder);
}

/** A full disk, a folder without permission or a damaged memory, in words; anything else as it is. */
function asUserError(cause: unknown): unknown {
  const { code = '', message } = cause as { code?: string; message?: string };
  if (/^SQLITE_(?:CORRUPT|NOTADB)/.test(code)) return new UserError(memoryUnusable(message), { cause });
  if (!isDiskFault(cause)) return cause;
  const advice = 'Check ARTICLES_DIR and DATA_DIR, their permissions, and the room on the disk.';
  return new UserError(`What was fetched can't be written: ${message}. ${advice}`, { cause });
}
