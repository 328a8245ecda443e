import { createHash } from 'node:crypto';
import type * as Feedsmith from 'feedsmith';
import { parseHTML } from 'linkedom/worker';
import { normaliseLine } from '../article/text/normalise.js';
import { onFirstUse } from '../runtime/on-first-use.js';
import { webAddress } from './lists.js';

const feedsmith = onFirstUse<typeof Feedsmith>('feedsmith');

/** The most items of a feed that are read, and the most that are considered, newest first. */
const MOST_READ = 1_000;
const MOST_ITEMS = 200;
const LIMIT = { maxItems: MOST_READ };
/** The longest name or title, in UTF-16 units. */
const LONGEST_NAME = 300;

export interface FeedItem {
  /** The address of the complete article; absent if the feed names no web address. */
  readonly link?: string;
  /** Identifies the item in its feed: its link, or the feed's own id. */
  readonly key: string;
  /** Changes when the feed's text about the item changes. */
  readonly version: string;
  readonly title?: string;
  readonly author?: string;
  /** The date as the feed writes it. */
  readonly published?: string;
  /** The article's text in the feed itself, as HTML. */
  readonly html?: string;
}

export interface Feed {
  readonly title?: string;
  readonly language?: string;
  readonly items: readonly FeedItem[];
}

/** By the name of the root element. */
const PARSERS = {
  rss: (text: string) => ({ format: 'rss', feed: feedsmith().parseRssFeed<string>(text, LIMIT) }) as const,
  feed: (text: string) => ({ format: 'atom', feed: feedsmith().parseAtomFeed<string>(text, LIMIT) }) as const,
  rdf: (text: string) => ({ format: 'rdf', feed: feedsmith().parseRdfFeed<string>(text, LIMIT) }) as const,
  json: (text: string) => ({ format: 'json', feed: feedsmith().parseJsonFeed<string>(text, LIMIT) }) as const,
};
type Parsed = ReturnType<(typeof PARSERS)[keyof typeof PARSERS]>;
interface Raw {
  readonly link: string | undefined;
  readonly id: string | undefined;
  /** Whether the id is not an address of the article, even if it looks like one. */
  readonly isIdOnly?: boolean;
  readonly title: string | undefined;
  readonly author: string | undefined;
  readonly published: string | undefined;
  readonly updated?: string | undefined;
  readonly html: string | undefined;
}

/**
 * Parses a text as a feed: RSS, Atom, RDF or JSON Feed; undefined if it is none of these. Entities that the text declares are not
 * expanded, and external entities are not read: feedsmith ignores the former and refuses the latter.
 */
export function readFeed(text: string, address: string): Feed | undefined {
  const kind = kindOf(text);
  if (!kind) return undefined;
  let parsed: Parsed;
  try {
    parsed = PARSERS[kind](text);
  } catch {
    return undefined;
  }
  const { title, language, base, items } = partsOf(parsed);
  const name = plain(title);
  const from = webAddress(base ?? '', address) ?? address;
  const read = new Map<string, FeedItem>();
  for (const raw of items) {
    const item = itemOf(raw, from);
    if (item && !read.has(item.key)) read.set(item.key, item);
  }
  const time = ({ published = '' }: FeedItem) => Date.parse(published) || 0;
  const newest = [...read.values()].sort((one, other) => time(other) - time(one)).slice(0, MOST_ITEMS);
  return { ...(name && { title: name }), ...(language && { language }), items: newest };
}

/** Whether a text is a feed, judged by its beginning. */
export function isFeed(text: string): boolean {
  return kindOf(text) !== undefined;
}

/**
 * Judged by the root element, or by the address that each JSON Feed names. feedsmith itself takes any text that mentions `<rss>` for
 * RSS, even an Atom feed about feeds.
 */
function kindOf(text: string): keyof typeof PARSERS | undefined {
  if (/^\s*\{/.test(text.slice(0, 100)))
    return text.slice(0, 5_000).includes('jsonfeed.org/version/') ? 'json' : undefined;
  let rest = text.slice(0, 50_000).trimStart();
  for (;;) {
    const closing = rest.startsWith('<!--') ? '-->' : /^<[?!]/.test(rest) ? '>' : undefined;
    const end = closing === undefined ? -1 : rest.indexOf(closing);
    if (closing === undefined) {
      const name = /^<(?:\w+:)?(rss|feed|rdf)[\s>]/i.exec(rest)?.[1]?.toLowerCase();
      return name as keyof typeof PARSERS | undefined;
    }
    if (end < 0) return undefined;
    rest = rest.slice(end + closing.length).trimStart();
  }
}

function partsOf(parsed: Parsed): { title?: string; language?: string; base?: string; items: readonly Raw[] } {
  const { format, feed } = parsed;
  if (format === 'rss' || format === 'rdf') {
    const items = feed.items ?? [];
    return {
      ...named(feed.title, 'language' in feed ? feed.language : feed.dc?.languages?.[0], feed.link),
      items: items.map((item) => ({
        link: item.link,
        id: 'guid' in item ? item.guid?.value : undefined,
        isIdOnly: 'guid' in item && item.guid?.isPermaLink === false,
        title: item.title ?? item.dc?.titles?.[0],
        author:
          item.dc?.creators?.join(', ') ??
          ('authors' in item ? item.authors?.map((each) => each.name).join(', ') : undefined),
        published: ('pubDate' in item ? item.pubDate : undefined) ?? item.dc?.dates?.[0],
        html: item.content?.encoded ?? item.description,
      })),
    };
  }
  if (format === 'atom') {
    return {
      ...named(feed.title?.value, feed.xml?.lang, feed.xml?.base),
      items: (feed.entries ?? []).map((entry) => ({
        link: entry.links?.find(({ rel = 'alternate' }) => rel === 'alternate')?.href,
        id: entry.id,
        title: entry.title?.value,
        author: entry.authors?.map(({ name }) => name).join(', '),
        published: entry.published ?? entry.updated,
        updated: entry.updated,
        html: entry.content?.value ?? entry.summary?.value,
      })),
    };
  }
  return {
    ...named(feed.title, feed.language, undefined),
    items: (feed.items ?? []).map((item) => ({
      link: item.url ?? item.external_url,
      id: item.id,
      title: item.title,
      author: item.authors?.map(({ name }) => name).join(', '),
      published: item.date_published,
      updated: item.date_modified,
      html: item.content_html ?? (item.content_text && asHtml(item.content_text)),
    })),
  };
}

function named(title: string | undefined, language: string | undefined, base: string | undefined) {
  return { ...(title && { title }), ...(language && { language }), ...(base && { base }) };
}

function itemOf(raw: Raw, base: string): FeedItem | undefined {
  const { id, title, author, published, updated, html } = raw;
  const link = (raw.link && webAddress(raw.link.trim(), base)) || (id && !raw.isIdOnly && webAddress(id.trim()));
  const key = link || id?.slice(0, 2_000) || (title && html ? digest([title]) : undefined);
  if (!key) return undefined;
  const [name, by] = [plain(title), plain(author)];
  return {
    key,
    version: digest([title, published, updated, html]),
    ...(link && { link }),
    ...(name && { title: name }),
    ...(by && { author: by }),
    ...(published && { published: published.slice(0, 60) }),
    ...(html && { html }),
  };
}

function digest(values: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('base64url').slice(0, 22);
}

/** A title on one line without markup, which feeds escape once or twice. */
function plain(written: string | undefined): string {
  const source = (written ?? '').slice(0, 10 * LONGEST_NAME);
  const text = /[<&]/.test(source) ? parseHTML(`<p>${source}</p>`).document.documentElement.textContent : source;
  return normaliseLine(text ?? '').slice(0, LONGEST_NAME);
}

export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

function asHtml(text: string): string {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => `<p>${escaped(paragraph)}</p>`)
    .join('\n');
}
