import { lstat, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ArticleProblem } from '../article/model/article.js';
import { filesUnder } from '../article/walk.js';

const ENDING = '.links';
/** Bounds of a list: bytes, addresses, and UTF-16 units of an address. */
const MOST_BYTES = 2 ** 20;
const MOST_ADDRESSES = 1_000;
const LONGEST_ADDRESS = 2_000;

interface LinkList {
  /** Under the articles folder, with forward slashes. */
  readonly path: string;
  /** Where what it names is stored, likewise: beside the list, named like it. */
  readonly folder: string;
  /** Each once, in order, as `new URL` writes them, without fragments. */
  readonly addresses: readonly string[];
}

export interface LinkLists {
  readonly lists: readonly LinkList[];
  readonly problems: readonly ArticleProblem[];
  /** Whether all of the folder could be looked through: only then is a list that is not among these gone. */
  readonly isComplete: boolean;
}

/** The lists of addresses anywhere under the articles folder: an address a line, `#` begins a comment. */
export async function readLists(articlesDir: string): Promise<LinkLists> {
  const walked = await filesUnder(articlesDir);
  const lists: LinkList[] = [];
  const problems: ArticleProblem[] = [];
  let isComplete = walked.problems.length === 0;
  for (const file of walked.files.filter(isList)) {
    const folder = file.slice(0, -ENDING.length);
    const unfit = await unfitness(path.join(articlesDir, folder));
    const text = unfit ? undefined : await contentOf(path.join(articlesDir, file));
    if (text === undefined) {
      isComplete = false;
      problems.push({ where: file, reason: unfit ?? 'Could not be read: is it a text of at most 1 MB?' });
    } else lists.push({ path: file, folder, addresses: addressesIn(text, file, problems) });
  }
  return { lists, problems, isComplete };
}

/** Whether there is any list. */
export async function hasLists(articlesDir: string): Promise<boolean> {
  return (await filesUnder(articlesDir)).files.some(isList);
}

function isList(file: string): boolean {
  return file.toLowerCase().endsWith(ENDING);
}

/** An address as it is compared with others; undefined when it is none of the web. */
export function webAddress(written: string, base?: string): string | undefined {
  if (written.length > LONGEST_ADDRESS || !URL.canParse(written, base)) return undefined;
  const url = new URL(written, base);
  if ((url.protocol !== 'http:' && url.protocol !== 'https:') || url.username || url.password) return undefined;
  url.hash = '';
  return url.href.length > LONGEST_ADDRESS ? undefined : url.href;
}

/** Why nothing can be stored in the folder of a list; a link would lead out of the articles. */
async function unfitness(folder: string): Promise<string | undefined> {
  if (path.basename(folder) === 'node_modules') return 'A folder of this name is passed over. Name the list otherwise.';
  const present = await lstat(folder).catch(() => undefined);
  if (!present || present.isDirectory()) return undefined;
  return `What it names would be stored in a folder “${path.basename(folder)}” beside it, but something else has that name.`;
}

async function contentOf(file: string): Promise<string | undefined> {
  const bytes = await readFile(file).catch(() => undefined);
  if (!bytes || bytes.length > MOST_BYTES || bytes.includes(0)) return undefined;
  return bytes.toString('utf8').replace(/^\ufeff/, '');
}

function addressesIn(text: string, where: string, problems: ArticleProblem[]): string[] {
  const found = new Set<string>();
  for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
    const written = line.replace(/(?:^|\s)#.*$/, '').trim();
    if (!written) continue;
    const address = webAddress(written);
    if (!address) {
      const reason =
        'Not an address of the web. Write one a line, like https://example.org/news.xml, without a password.';
      problems.push({ where: `${where}:${index + 1}`, reason });
    } else if (found.size < MOST_ADDRESSES) found.add(address);
    else {
      problems.push({
        where: `${where}:${index + 1}`,
        reason: `More than ${MOST_ADDRESSES} addresses. Split the list.`,
      });
      break;
    }
  }
  return [...found];
}
