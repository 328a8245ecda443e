import { createHash } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { ADDRESSES_FILE, addressesIn } from '../article/text/addresses.js';
import { checked } from '../intake/checked.js';
import { move, temporaryNameBeside } from '../intake/move.js';
import { percentDecoded, safeFileName } from '../intake/names.js';
import type { NamedArticle } from '../intake/read-apart-thread.js';
import { Removed } from '../intake/removed.js';
import { parseUrl } from '../runtime/urls.js';

/** The most UTF-16 units of a file name that come from the address. */
const LONGEST_STEM = 60;
/** The names of unfinished files, and milliseconds after which they are stale. */
const ARRIVING = /^\.arriving-[0-9a-f]{12}$/;
const STALE_AFTER_MS = 10 * 60_000;

/** A page or file as it is stored among the articles. */
export interface Page {
  readonly bytes: Buffer;
  /** The file name extension, with its dot. */
  readonly ending: string;
}

export function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * The path of an address's file: words of the address so that people recognise it, and a hash of it so that the same address always
 * has the same file.
 */
export function fileOf(folder: string, address: string, ending: string): string {
  const hash = createHash('sha256').update(address).digest('hex').slice(0, 10);
  const { hostname, pathname } = parseUrl(address) ?? { hostname: '', pathname: '' };
  const last = pathname.split('/').findLast(Boolean) ?? '';
  const stem =
    safeFileName(`${path.parse(percentDecoded(last)).name.slice(0, LONGEST_STEM)}.`) ??
    safeFileName(hostname) ??
    'article';
  return `${folder}/${stem.replace(/\.+$/, '')}-${hash}${ending}`;
}

/** Fetched files among the articles. Every file is written completely or not at all. */
export class FetchedFiles {
  readonly #removed: Removed;

  constructor(
    private readonly articlesDir: string,
    private readonly dataDir: string,
  ) {
    this.#removed = new Removed(path.join(dataDir, 'removed'), articlesDir);
  }

  /** The content of a file; undefined if there is none. */
  async read(file: string): Promise<Buffer | undefined> {
    const present = await lstat(path.join(this.articlesDir, file)).catch(() => undefined);
    return present?.isFile() ? readFile(path.join(this.articlesDir, file)) : undefined;
  }

  async has(file: string): Promise<boolean> {
    return (await lstat(path.join(this.articlesDir, file)).catch(() => undefined)) !== undefined;
  }

  /** The articles that a file with this name would contain. @throws IntakeError when it can't be read */
  articlesIn(file: string, bytes: Buffer): Promise<readonly NamedArticle[]> {
    return checked(this.dataDir, file, bytes);
  }

  async write(file: string, bytes: Buffer): Promise<void> {
    const target = path.join(this.articlesDir, file);
    await mkdir(path.dirname(target), { recursive: true });
    const arriving = temporaryNameBeside(target);
    await writeFile(arriving, bytes, { flag: 'wx', flush: true });
    await move(arriving, target);
  }

  /** Removes unfinished files of a process that ended. Recent ones may belong to a running process. */
  async sweep(folder: string): Promise<void> {
    const dir = path.join(this.articlesDir, folder);
    for (const name of await readdir(dir).catch(() => [])) {
      if (!ARRIVING.test(name)) continue;
      const { mtimeMs } = await lstat(path.join(dir, name));
      if (Date.now() - mtimeMs > STALE_AFTER_MS) await rm(path.join(dir, name), { force: true });
    }
  }

  /** Removes a file from the articles; it can be restored. */
  async remove(file: string): Promise<void> {
    await this.#removed.add(file);
  }

  /** Records in a folder where its files came from; returns whether anything changed. */
  async noteAddresses(folder: string, addresses: ReadonlyMap<string, string>): Promise<boolean> {
    const dir = path.join(this.articlesDir, folder);
    const known = await addressesIn(dir);
    const isChanged = [...addresses].some(([file, address]) => known.get(file) !== address);
    if (!isChanged) return false;
    const all = Object.fromEntries([...known, ...addresses].sort(([one], [other]) => (one < other ? -1 : 1)));
    await writeFileAtomic(path.join(dir, ADDRESSES_FILE), `${JSON.stringify(all, null, 1)}\n`);
    return true;
  }
}

/** Whether two versions of a file have the same text although their bytes differ: pages contain much that changes with every request. */
export function haveSameText(one: readonly NamedArticle[], other: readonly NamedArticle[]): boolean {
  return one.length === other.length && one.every(({ contentHash }, at) => contentHash === other[at]?.contentHash);
}
