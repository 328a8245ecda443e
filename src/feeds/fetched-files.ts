import { createHash } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { ADDRESSES_FILE, addressesIn } from '../article/text/addresses.js';
import { checked } from '../intake/checked.js';
import { arrivingBeside, move } from '../intake/move.js';
import { percentDecoded, safeFileName } from '../intake/names.js';
import type { NamedArticle } from '../intake/read-apart-thread.js';
import { Removed } from '../intake/removed.js';

/** UTF-16 units of a file's name that come from the address. */
const LONGEST_STEM = 60;
/** Files that are being written, and milliseconds after which nobody writes them any more. */
const ARRIVING = /^\.arriving-[0-9a-f]{12}$/;
const LEFT_FOR = 10 * 60_000;

/** A page or file as it is to lie among the articles. */
export interface Page {
  readonly bytes: Buffer;
  /** The file's ending, with its dot. */
  readonly ending: string;
}

export function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * The path of an address's file: words of the address for people to recognise it by, and a hash of it, so that the same address has the
 * same file whatever is remembered.
 */
export function fileOf(folder: string, address: string, ending: string): string {
  const hash = createHash('sha256').update(address).digest('hex').slice(0, 10);
  const { hostname, pathname } = URL.canParse(address) ? new URL(address) : { hostname: '', pathname: '' };
  const last = pathname.split('/').findLast(Boolean) ?? '';
  const stem =
    safeFileName(`${path.parse(percentDecoded(last)).name.slice(0, LONGEST_STEM)}.`) ??
    safeFileName(hostname) ??
    'article';
  return `${folder}/${stem.replace(/\.+$/, '')}-${hash}${ending}`;
}

/** Files that were fetched, among the articles. Every file is written whole or not at all. */
export class Shelf {
  readonly #removed: Removed;

  constructor(
    private readonly articlesDir: string,
    private readonly dataDir: string,
  ) {
    this.#removed = new Removed(path.join(dataDir, 'removed'), articlesDir);
  }

  /** What a file holds; undefined when there is none. */
  async read(file: string): Promise<Buffer | undefined> {
    const present = await lstat(path.join(this.articlesDir, file)).catch(() => undefined);
    return present?.isFile() ? readFile(path.join(this.articlesDir, file)) : undefined;
  }

  async has(file: string): Promise<boolean> {
    return (await lstat(path.join(this.articlesDir, file)).catch(() => undefined)) !== undefined;
  }

  /** The articles that a file of this name would give. @throws IntakeError when it can't be read */
  articlesIn(file: string, bytes: Buffer): Promise<readonly NamedArticle[]> {
    return checked(this.dataDir, file, bytes);
  }

  async write(file: string, bytes: Buffer): Promise<void> {
    const target = path.join(this.articlesDir, file);
    await mkdir(path.dirname(target), { recursive: true });
    const arriving = arrivingBeside(target);
    await writeFile(arriving, bytes, { flag: 'wx', flush: true });
    await move(arriving, target);
  }

  /** Clears away what a process left that ended while it wrote; what is fresh may be another's. */
  async sweep(folder: string): Promise<void> {
    const dir = path.join(this.articlesDir, folder);
    for (const name of await readdir(dir).catch(() => [])) {
      if (!ARRIVING.test(name)) continue;
      const { mtimeMs } = await lstat(path.join(dir, name));
      if (Date.now() - mtimeMs > LEFT_FOR) await rm(path.join(dir, name), { force: true });
    }
  }

  /** Takes a file out of the articles, to where it can be had back from. */
  async takeOut(file: string): Promise<void> {
    await this.#removed.takeIn(file);
  }

  /** Keeps where files of a folder came from, beside them; says whether that was news. */
  async noteAddresses(folder: string, addresses: ReadonlyMap<string, string>): Promise<boolean> {
    const dir = path.join(this.articlesDir, folder);
    const known = await addressesIn(dir);
    const isNews = [...addresses].some(([file, address]) => known.get(file) !== address);
    if (!isNews) return false;
    const all = Object.fromEntries([...known, ...addresses].sort(([one], [other]) => (one < other ? -1 : 1)));
    await writeFileAtomic(path.join(dir, ADDRESSES_FILE), `${JSON.stringify(all, null, 1)}\n`);
    return true;
  }
}

/** Whether two readings of a file say the same, though its bytes differ: pages hold much that changes with every request. */
export function sayTheSame(one: readonly NamedArticle[], other: readonly NamedArticle[]): boolean {
  return one.length === other.length && one.every(({ contentHash }, at) => contentHash === other[at]?.contentHash);
}
