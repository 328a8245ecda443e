import { lstat, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ArticleProblem } from '../article/model/article.js';
import { filesUnder } from '../article/walk.js';
import { parseUrl } from '../runtime/urls.js';

const ENDING = '.links';
/** Limits of a list: bytes, addresses, and UTF-16 units of an address. */
const MOST_BYTES = 2 ** 20;
const MOST_ADDRESSES = 1_000;
const LONGEST_ADDRESS = 2_000;

interface LinkList {
  /** In the articles folder, with forward slashes. */
  readonly path: string;
  /** The folder for its files, in the same form: next to the list, with the same name. */
  readonly folder: string;
  /** Each address once, in order, as `new URL` writes them, without fragments. */
  readonly addresses: readonly string[];
}

export interface LinkLists {
  readonly lists: readonly LinkList[];
  readonly problems: readonly ArticleProblem[];
  /** Whether the complete folder could be read: only then is a list that is missing here really gone. */
  readonly isComplete: boolean;
}

/** The lists of links anywhere in the articles folder: one address a line, `#` begins a comment. */
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
      problems.push({ where: file, reason: unfit ?? 'Could not be read. Is it a text file of at most 1 MB?' });
    } else lists.push({ path: file, folder, addresses: addressesIn(text, file, problems) });
  }
  return { lists, problems, isComplete };
}

/** Whether there is any list of links. */
export async function hasLists(articlesDir: string): Promise<boolean> {
  return (await filesUnder(articlesDir)).files.some(isList);
}

function isList(file: string): boolean {
  return file.toLowerCase().endsWith(ENDING);
}

/** An address in normal form; undefined if it is not a web address. */
export function webAddress(written: string, base?: string): string | undefined {
  const url = written.length > LONGEST_ADDRESS ? undefined : parseUrl(written, base);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.username || url.password) return undefined;
  url.hash = '';
  return url.href.length > LONGEST_ADDRESS ? undefined : url.href;
}

/** Why nothing can be stored in a list's folder; a symbolic link would lead out of the articles. */
async function unfitness(folder: string): Promise<string | undefined> {
  if (path.basename(folder) === 'node_modules')
    return 'A folder with this name is ignored. Give the list another name.';
  const present = await lstat(folder).catch(() => undefined);
  if (!present || present.isDirectory()) return undefined;
  return `Its files would be stored in a folder “${path.basename(folder)}” next to it, but something else has that name.`;
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
        'Not a web address. Write one address on each line, like https://example.org/news.xml, without a password.';
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
