import { parseUrl } from '../../../runtime/urls.js';
import type { GivenMeta } from '../../model/raw-article.js';
import { isoDate } from '../../text/dates.js';
import { comparable, normaliseLine } from '../../text/normalise.js';
import { elementsUnder, nameOf, type Parsed } from './dom.js';
import { linkedData } from './linked-data.js';
import { savedFrom } from './saved-page.js';

const TITLE = ['og:title', 'twitter:title', 'dc.title', 'dcterms.title', 'citation_title', 'parsely-title'];
const AUTHOR = ['author', 'article:author', 'dc.creator', 'dcterms.creator', 'citation_author', 'parsely-author'];
const PUBLISHER = ['og:site_name', 'dc.publisher', 'dcterms.publisher', 'citation_publisher', 'application-name'];
const PUBLISHED = [
  ...['article:published_time', 'og:published_time', 'article:published', 'datepublished', 'citation_publication_date'],
  ...['parsely-pub-date', 'dcterms.issued', 'dcterms.created', 'dcterms.date', 'dc.date.issued', 'dc.date', 'pubdate'],
  ...['publish-date', 'publish_date', 'date'],
];
const LANGUAGE = ['og:locale', 'content-language', 'dc.language', 'dcterms.language'];
/** The separator between a page's title and its site's name. */
const SEPARATOR = /^(.+\S)\s+[|·•»:–—-]+\s+(\S.*)$/su;

/** Maximum number of headings examined for the title. */
const HEADINGS = 10;

/** What a page's elements declare about it. */
interface Declared {
  readonly meta: ReadonlyMap<string, readonly string[]>;
  readonly scripts: readonly string[];
  readonly title: string | undefined;
  /** The text of its first headings. */
  readonly headings: readonly string[];
  readonly canonical: string | undefined;
  readonly base: string | undefined;
  readonly language: string | undefined;
  readonly authors: readonly string[];
  readonly dates: readonly string[];
}

/** A page's metadata, from linked data (JSON-LD), Open Graph and other `<meta>` elements, and its first elements. */
export function pageMetadata(page: Parsed, markup: string): GivenMeta {
  const declared = collect(page);
  const address = savedFrom(markup);
  const url = firstUrl([declared.canonical, ...all(declared, ['og:url'])], declared.base ?? address) ?? address;
  const data = linkedData(declared.scripts, url);
  const publisher = data.publisher ?? first(declared, PUBLISHER);
  const title = data.title ?? first(declared, TITLE) ?? declared.title ?? declared.headings.find(Boolean);
  return {
    title: title && withoutSite(title, publisher, declared.headings),
    publisher,
    author: data.author ?? (namesOf(all(declared, AUTHOR)) || namesOf(declared.authors) || undefined),
    publishedAt: [data.publishedAt, ...all(declared, PUBLISHED), ...declared.dates].find(
      (date) => date && isoDate(date),
    ),
    url: url ?? firstUrl([data.url], declared.base),
    language: declared.language ?? data.language ?? first(declared, LANGUAGE),
  };
}

function collect({ root }: Parsed): Declared {
  const meta = new Map<string, string[]>();
  const [scripts, authors, dates, times]: [string[], string[], string[], Set<string>] = [[], [], [], new Set()];
  const headings: string[] = [];
  let [title, canonical, base, language]: (string | undefined)[] = [];
  for (const element of [root, ...elementsUnder(root)]) {
    const get = (name: string) => element.getAttribute(name)?.trim() || undefined;
    const name = nameOf(element);
    if (name === 'meta') {
      const key = (get('property') ?? get('name') ?? get('http-equiv') ?? get('itemprop'))?.toLowerCase();
      const content = get('content');
      if (key && content)
        meta
          .set(key, meta.get(key) ?? [])
          .get(key)
          ?.push(content);
      continue;
    }
    const relation = ` ${get('rel')?.toLowerCase() ?? ''} `;
    const property = ` ${get('itemprop')?.toLowerCase() ?? ''} `;
    if (name === 'html') language ??= get('lang') ?? get('xml:lang');
    else if (name === 'base') base ??= get('href');
    else if (name === 'title' && nameOf((element.parentNode ?? element) as typeof element) !== 'svg')
      title ??= line(element.textContent);
    else if (/^h[12]$/.test(name) && headings.length < HEADINGS) headings.push(normaliseLine(element.textContent));
    else if (name === 'link' && relation.includes(' canonical ')) canonical ??= get('href');
    else if (name === 'script' && get('type')?.toLowerCase() === 'application/ld+json')
      scripts.push(element.textContent);
    else if (name === 'a' && relation.includes(' author ')) authors.push(element.textContent);
    else if (name === 'time' && get('datetime')) times.add(get('datetime')?.slice(0, 10) ?? '');
    if (property.includes(' datepublished ') || (name === 'time' && element.hasAttribute('pubdate')))
      dates.push(get('datetime') ?? get('content') ?? element.textContent);
    if (property.includes(' author ') && name !== 'meta') authors.push(element.textContent);
  }
  // A page with only one date was published then; a page with several may list other articles.
  if (times.size === 1) dates.push(...times);
  return { meta, scripts, title, headings, canonical, base, language, authors, dates };
}

function line(text: string): string | undefined {
  return normaliseLine(text) || undefined;
}

function all({ meta }: Declared, keys: readonly string[]): string[] {
  return keys.flatMap((key) => meta.get(key) ?? []);
}

function first(declared: Declared, keys: readonly string[]): string | undefined {
  return all(declared, keys)[0];
}

/** Distinct names; URLs of profiles are not names. */
function namesOf(raw: readonly string[]): string {
  const names = raw.map((name) => normaliseLine(name).replace(/^by\s+/i, ''));
  return [...new Set(names)].filter((name) => name && !parseUrl(name) && name.length <= 100).join(', ');
}

/** The title without the site's name at its end, if that is known to be the name, or if a heading has the title without it. */
function withoutSite(title: string, publisher: string | undefined, headings: readonly string[]): string {
  const [, rest, last] = SEPARATOR.exec(normaliseLine(title)) ?? [];
  if (!rest || !last) return title;
  const isSite = publisher !== undefined && comparable(last) === comparable(publisher);
  const isHeading = headings.some((heading) => comparable(rest) === comparable(heading));
  return isSite || isHeading ? rest : title;
}

/** The first candidate that is a web address, or resolves to one relative to the page's address. */
function firstUrl(candidates: readonly (string | undefined)[], base: string | undefined): string | undefined {
  const absolute = [base, ...candidates].find((each) => each && isWeb(each));
  for (const candidate of candidates) {
    if (!candidate) continue;
    if (isWeb(candidate)) return candidate;
    const url = absolute && !/^[a-z][a-z\d+.-]*:/i.test(candidate) ? parseUrl(candidate, absolute) : undefined;
    if (url) return url.href;
  }
  return undefined;
}

function isWeb(url: string): boolean {
  return /^https?:\/\//i.test(url) && parseUrl(url) !== undefined;
}
