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
/** Between a page's title and its site's name. */
const SEPARATOR = /^(.+\S)\s+[|·•»:–—-]+\s+(\S.*)$/su;

/** Headings that are looked at for the title. */
const HEADINGS = 10;

/** What the elements of a page say about it. */
interface Told {
  readonly meta: ReadonlyMap<string, readonly string[]>;
  readonly scripts: readonly string[];
  readonly title: string | undefined;
  /** What its first headings say. */
  readonly headings: readonly string[];
  readonly canonical: string | undefined;
  readonly base: string | undefined;
  readonly language: string | undefined;
  readonly authors: readonly string[];
  readonly dates: readonly string[];
}

/** What a page says of itself, in linked data (JSON-LD), Open Graph and other `<meta>`, and its first elements. */
export function pageMetadata(page: Parsed, markup: string): GivenMeta {
  const told = tell(page);
  const address = savedFrom(markup);
  const url = firstUrl([told.canonical, ...all(told, ['og:url'])], told.base ?? address) ?? address;
  const data = linkedData(told.scripts, url);
  const publisher = data.publisher ?? first(told, PUBLISHER);
  const title = data.title ?? first(told, TITLE) ?? told.title ?? told.headings.find(Boolean);
  return {
    title: title && withoutSite(title, publisher, told.headings),
    publisher,
    author: data.author ?? (namesOf(all(told, AUTHOR)) || namesOf(told.authors) || undefined),
    publishedAt: [data.publishedAt, ...all(told, PUBLISHED), ...told.dates].find((date) => date && isoDate(date)),
    url: url ?? firstUrl([data.url], told.base),
    language: told.language ?? data.language ?? first(told, LANGUAGE),
  };
}

function tell({ root }: Parsed): Told {
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
  // A page that names one day alone was published on it; one that names several may list other articles.
  if (times.size === 1) dates.push(...times);
  return { meta, scripts, title, headings, canonical, base, language, authors, dates };
}

function line(text: string): string | undefined {
  return normaliseLine(text) || undefined;
}

function all({ meta }: Told, keys: readonly string[]): string[] {
  return keys.flatMap((key) => meta.get(key) ?? []);
}

function first(told: Told, keys: readonly string[]): string | undefined {
  return all(told, keys)[0];
}

/** Names once each; addresses of profiles are none. */
function namesOf(raw: readonly string[]): string {
  const names = raw.map((name) => normaliseLine(name).replace(/^by\s+/i, ''));
  return [...new Set(names)].filter((name) => name && !URL.canParse(name) && name.length <= 100).join(', ');
}

/** A title without the site's name at its end, where it is sure to be that: it is known, or a heading of the page lacks it. */
function withoutSite(title: string, publisher: string | undefined, headings: readonly string[]): string {
  const [, rest, last] = SEPARATOR.exec(normaliseLine(title)) ?? [];
  if (!rest || !last) return title;
  const isSite = publisher !== undefined && comparable(last) === comparable(publisher);
  const isHeading = headings.some((heading) => comparable(rest) === comparable(heading));
  return isSite || isHeading ? rest : title;
}

/** The first of these that is an address of the web, or leads to one from where the page stands. */
function firstUrl(candidates: readonly (string | undefined)[], base: string | undefined): string | undefined {
  const absolute = [base, ...candidates].find((each) => each && isWeb(each));
  for (const candidate of candidates) {
    if (!candidate) continue;
    if (isWeb(candidate)) return candidate;
    if (absolute && !/^[a-z][a-z\d+.-]*:/i.test(candidate) && URL.canParse(candidate, absolute))
      return new URL(candidate, absolute).href;
  }
  return undefined;
}

function isWeb(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url);
}
