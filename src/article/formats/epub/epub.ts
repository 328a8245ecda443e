import path from 'node:path';
import type { RawBlock } from '../../model/raw-article.js';
import type { Read } from '../../model/read.js';
import { UnreadableError } from '../../model/unreadable.js';
import { decodeMarkup } from '../../text/encoding.js';
import { normaliseLine } from '../../text/normalise.js';
import { Archive } from '../archive.js';
import { htmlBlocks } from '../html/blocks.js';
import { bodyOf, type DomElement, elementsUnder, nameOf, parseHtml } from '../html/dom.js';
import { Xml } from '../xml.js';

const CONTAINER = 'META-INF/container.xml';
const ENCRYPTION = 'META-INF/encryption.xml';
const CHAPTER_TYPES = new Set(['application/xhtml+xml', 'text/html', 'application/xml', 'text/x-oeb1-document']);
/** HTML's void elements. Other elements may be empty tags only in XHTML, and are closed explicitly. */
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/i;

/** A file in a book's archive, as listed in its package document. */
interface Item {
  readonly name: string;
  readonly type: string;
  readonly properties: string;
}

/**
 * Reads a book as one article: the chapters in reading order, each under its heading, so that citations give the book's title
 * and the chapter's. @throws UnreadableError
 */
export async function readBook(file: string, bytes: Buffer): Promise<Read[]> {
  const archive = await Archive.open(bytes);
  if (!archive.has(CONTAINER)) throw new UnreadableError('Not an e-book (.epub): its list of contents is missing.');
  const root =
    Xml.parse(await archive.readText(CONTAINER))
      .all('rootfile')[0]
      ?.getAttribute('full-path') ?? '';
  const book = Xml.parse(await archive.readText(root));
  const { items, byId } = itemsOf(book, path.posix.dirname(root));
  const chapters = book
    .all('itemref')
    .filter((reference) => reference.getAttribute('linear') !== 'no')
    .flatMap((reference) => byId.get(reference.getAttribute('idref') ?? '') ?? [])
    .filter(({ type, properties }) => CHAPTER_TYPES.has(type) && !/\bnav\b/.test(properties));
  await checkReadable(archive, chapters);
  const labels = await labelsOf(archive, items);
  const blocks: RawBlock[] = [];
  for (const { name } of chapters) blocks.push(...withHeading(await chapterBlocks(archive, name), labels.get(name)));
  const about = {
    title: book.text('title'),
    author: book.texts('creator').join(', ') || undefined,
    publisher: book.text('publisher'),
    publishedAt: book.text('date'),
    language: book.text('language'),
  };
  return [{ where: file, raw: { ...about, id: normaliseLine(file), format: 'blocks', blocks } }];
}

function itemsOf(book: Xml, folder: string): { items: Item[]; byId: ReadonlyMap<string, Item> } {
  const byId = new Map<string, Item>();
  for (const item of book.all('item')) {
    const get = (name: string) => item.getAttribute(name) ?? '';
    const name = nameIn(folder, get('href'));
    byId.set(get('id'), { name, type: get('media-type').toLowerCase(), properties: get('properties') });
  }
  return { items: [...byId.values()], byId };
}

async function chapterBlocks(archive: Archive, name: string): Promise<RawBlock[]> {
  const markup = closed(decodeMarkup(await archive.read(name)));
  return htmlBlocks(bodyOf(parseHtml(markup)));
}

/** Refuses books with copy protection; encrypted fonts alone are harmless. */
async function checkReadable(archive: Archive, chapters: readonly Item[]): Promise<void> {
  if (chapters.length === 0) throw new UnreadableError('Has no text chapters.');
  if (!archive.has(ENCRYPTION)) return;
  const locked = new Set(
    Xml.parse(await archive.readText(ENCRYPTION))
      .all('CipherReference')
      .map((reference) => nameIn('', reference.getAttribute('URI') ?? '')),
  );
  if (chapters.some(({ name }) => locked.has(name))) {
    throw new UnreadableError('Has copy protection (DRM). Only books without it can be read.');
  }
}

/** The table of contents' labels for the files of a book, by file name. */
async function labelsOf(archive: Archive, items: readonly Item[]): Promise<ReadonlyMap<string, string>> {
  const labels = new Map<string, string>();
  const note = (folder: string, href: string | null | undefined, label: string) => {
    const name = nameIn(folder, href ?? '');
    if (label && !labels.has(name)) labels.set(name, label);
  };
  const nav = items.find(({ properties }) => /\bnav\b/.test(properties));
  const ncx = items.find(({ type }) => type === 'application/x-dtbncx+xml');
  if (nav && archive.has(nav.name)) {
    const links = [...elementsUnder(parseHtml(closed(decodeMarkup(await archive.read(nav.name)))).root)];
    for (const link of links.filter((element) => nameOf(element) === 'a' && !isPageNumber(element))) {
      note(path.posix.dirname(nav.name), link.getAttribute('href'), normaliseLine(link.textContent));
    }
  } else if (ncx && archive.has(ncx.name)) {
    const contents = Xml.parse(await archive.readText(ncx.name));
    for (const point of contents.all('navPoint')) {
      const own = [...elementsUnder(point)];
      const label = own.find((element) => nameOf(element) === 'text')?.textContent ?? '';
      const href = own.find((element) => nameOf(element) === 'content')?.getAttribute('src');
      note(path.posix.dirname(ncx.name), href, normaliseLine(label));
    }
  }
  return labels;
}

function isPageNumber(link: DomElement): boolean {
  return /^[\divxlc]{1,6}$/i.test(link.textContent.trim());
}

/** A chapter without a heading gets its label from the table of contents, for citations. */
function withHeading(blocks: RawBlock[], label: string | undefined): RawBlock[] {
  const isUnnamed = blocks.length > 0 && !blocks.slice(0, 2).some(({ kind }) => kind === 'heading');
  return label && isUnnamed ? [{ kind: 'heading', text: label }, ...blocks] : blocks;
}

/** The archive name that a reference from a folder points to. */
function nameIn(folder: string, href: string): string {
  const [reference = ''] = href.split('#');
  try {
    return path.posix.join(folder, decodeURIComponent(reference));
  } catch {
    return path.posix.join(folder, reference);
  }
}

/** XHTML with explicit end tags for empty elements: an HTML parser would put everything after `<a id="x"/>` inside it. */
function closed(markup: string): string {
  return markup.replace(/<([a-z][\w:-]*)((?:\s[^<>]*)?)\/>/gi, (tag, name: string, rest: string) =>
    VOID.test(name) ? tag : `<${name}${rest}></${name}>`,
  );
}
