import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { PUBLIC_WEB, type Reach } from '../intake/reach.js';
import { registerErrors } from '../runtime/error-codec.js';
import { UserError } from '../runtime/errors.js';
import { takeLock } from '../runtime/files/file-lock.js';
import { isDiskFault } from '../runtime/files/storage-error.js';
import { FeedReader } from './feed-reader.js';
import { FetchLog, logFile, logUnusable } from './fetch-log.js';
import { type FetchedAddress, type FetchReport, LONGEST_RUN } from './fetch-report.js';
import { FetchedFiles } from './fetched-files.js';
import { Fetcher } from './fetcher.js';
import { Hosts } from './hosts.js';
import { type LinkLists, readLists } from './lists.js';
import { Web } from './web.js';

/** Milliseconds between two requests to a host. */
const PAUSE = 1_000;
/** RFC 9309 says that five redirects of a robots.txt should be followed. */
const REACH: Reach = { ...PUBLIC_WEB, redirects: 5 };

export interface FetchOptions {
  readonly articlesDir: string;
  readonly dataDir: string;
  /** Whether to skip addresses that failed recently until their next try is due; otherwise all are tried. */
  readonly isPatient?: boolean;
  /** An address to fetch even if its file was removed. */
  readonly again?: string;
  readonly onFetched?: (address: FetchedAddress) => void;
  readonly signal?: AbortSignal;
  /** The public web by default. */
  readonly reach?: Reach;
  readonly pause?: number;
  /** Milliseconds. */
  readonly longest?: number;
}

/** Another process is fetching links into the same folders. */
export class AlreadyFetchingError extends UserError {}
registerErrors(AlreadyFetchingError);

/**
 * Fetches the addresses in the lists of links in the articles folder and stores them as articles. A failure is reported and does
 * not affect other addresses; an article is only replaced by one that can be read.
 * @throws AlreadyFetchingError; UserError if the folders can't be read or written
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
  if (lists.lists.length === 0 && !existsSync(logFile(dataDir))) {
    return { ...known, addresses: [], seconds: (performance.now() - started) / 1_000, isIndexDue: false, writes: 0 };
  }
  try {
    return await locked(dataDir, async (log) => {
      await keepToFolder(log, new FetchedFiles(articlesDir, dataDir), articlesDir);
      if (options.again) log.forget(options.again);
      const addresses = await fetchAll(lists, log, options);
      log.setNote('lastRun', String(Date.now()));
      const { writes, isIndexDue } = log;
      return { ...known, addresses, seconds: (performance.now() - started) / 1_000, isIndexDue, writes };
    });
  } catch (cause) {
    throw asUserError(cause);
  }
}

async function locked<T>(dataDir: string, work: (log: FetchLog) => Promise<T>): Promise<T> {
  const lock = takeLock(path.join(dataDir, 'fetching.lock'));
  if (!lock) throw new AlreadyFetchingError('Links are already being fetched. Wait until that fetch has ended.');
  try {
    const log = new FetchLog(dataDir);
    return await work(log).finally(() => log.close());
  } finally {
    lock.release();
  }
}

async function fetchAll(lists: LinkLists, log: FetchLog, options: FetchOptions): Promise<FetchedAddress[]> {
  const { articlesDir, dataDir, reach = REACH, pause = PAUSE, longest = LONGEST_RUN, isPatient = false } = options;
  const ending = new AbortController();
  const stop = AbortSignal.any([
    ending.signal,
    AbortSignal.timeout(longest),
    ...(options.signal ? [options.signal] : []),
  ]);
  const closed: [string, number][] = JSON.parse(log.note('closed') ?? '[]');
  const hosts = new Hosts(pause, stop, new Map(closed.filter(([, until]) => until > Date.now())));
  const files = new FetchedFiles(articlesDir, dataDir);
  const feeds = new FeedReader();
  const onFetched = options.onFetched ?? (() => {});
  const fetcher = new Fetcher({
    feeds,
    web: new Web(reach, hosts, stop),
    files,
    log,
    isPatient,
    signal: stop,
    onFetched,
  });

  const wanted = lists.lists.flatMap(({ path: list, folder, addresses }) =>
    addresses.map((address) => ({ list, folder, address })),
  );
  for (const { folder } of lists.lists) await files.sweep(folder);
  for (const { list, address } of wanted) log.seen(list, address);
  // The address that waited longest goes first, so that even a run that is cut short reaches it.
  const tried = new Map(wanted.map((each) => [each, log.get(each.list, each.address)?.tried ?? 0]));
  const order = [...wanted].sort((one, other) => (tried.get(one) ?? 0) - (tried.get(other) ?? 0));
  const work = new Map(
    order.map((each) => [
      each,
      fetcher.fetch(each).catch((cause: unknown) => {
        ending.abort();
        throw cause;
      }),
    ]),
  );
  // Nothing may be written after the lock is released.
  await Promise.allSettled(work.values());
  ending.abort();
  await feeds.close();
  options.signal?.throwIfAborted();
  const fetched = await Promise.all(wanted.map((each) => work.get(each) ?? []));
  log.setNote('closed', JSON.stringify([...hosts.closed]));
  for (const { path: list, folder } of lists.lists) await noteAddresses(files, log, list, folder);
  if (lists.isComplete) log.forgetUnseen();
  return fetched.flat();
}

/** Records where the files of a list came from, and that the index is out of date. */
async function noteAddresses(files: FetchedFiles, log: FetchLog, list: string, folder: string): Promise<void> {
  const addresses = new Map<string, string>();
  for (const { file, validators } of log.of(list)) {
    if (file && validators && (await files.has(file))) addresses.set(path.posix.basename(file), validators.url);
  }
  if (addresses.size > 0 && (await files.noteAddresses(folder, addresses))) log.wrote();
}

/** The log belongs to one articles folder. In another folder with none of its files, it starts empty. */
async function keepToFolder(log: FetchLog, files: FetchedFiles, articlesDir: string): Promise<void> {
  const folder = await realpath(articlesDir);
  const before = log.note('articles');
  if (before !== undefined && before !== folder) {
    const logged = log.all().flatMap(({ file }) => file ?? []);
    const present = await Promise.all(logged.map((file) => files.has(file)));
    if (!present.includes(true)) log.forgetAll();
  }
  log.setNote('articles', folder);
}

/** Turns a full disk, missing permission or a damaged log into a UserError; other errors are unchanged. */
function asUserError(cause: unknown): unknown {
  const { code = '', message } = cause as { code?: string; message?: string };
  if (/^SQLITE_(?:CORRUPT|NOTADB)/.test(code)) return new UserError(logUnusable(message), { cause });
  if (!isDiskFault(cause)) return cause;
  const advice = 'Check ARTICLES_DIR and DATA_DIR, their permissions, and the free disk space.';
  return new UserError(`The fetched files can't be written: ${message}. ${advice}`, { cause });
}
