import { isoDate } from '../article/text/dates.js';
import { escaped, type Feed, type FeedItem } from './feed.js';

/** A feed's text about an article counts as the article, not as a teaser, from this many characters. */
const LEAST_TEXT = 500;

/** Elements that are ignored with their content. */
const UNSHOWN = /^<(script|style|template|iframe|noscript)[\s/>]/i;

/**
 * Roughly how many characters of an article's text a feed contains. Scans the HTML once instead of parsing it: parsing can take far
 * too long on hostile input.
 */
export function lengthInFeed({ html = '' }: Pick<FeedItem, 'html'>): number {
  const text: string[] = [];
  for (let at = 0; at < html.length; ) {
    const opens = html.indexOf('<', at);
    text.push(html.slice(at, opens < 0 ? undefined : opens));
    if (opens < 0) break;
    const unshown = UNSHOWN.exec(html.slice(opens, opens + 12))?.[1];
    const [ends, skipped] = unshown
      ? [endOf(html, unshown, opens), 0]
      : html.startsWith('<!--', opens)
        ? [html.indexOf('-->', opens), 3]
        : [html.indexOf('>', opens), 1];
    if (ends < 0) break;
    at = ends + skipped;
  }
  return text.join(' ').replace(/\s+/g, ' ').trim().length;
}

/** Where the closing tag of an element begins. */
function endOf(html: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}`, 'gi');
  closing.lastIndex = from;
  return closing.exec(html)?.index ?? -1;
}

/** A page made from a feed's text about an article; undefined if that is only a few words. */
export function pageOf(item: FeedItem, feed: Feed): Buffer | undefined {
  if (!item.html || lengthInFeed(item) < LEAST_TEXT) return undefined;
  const { title, author, published, link } = item;
  const date = published && dateOf(published);
  const head = [
    '<meta charset="utf-8">',
    title && `<title>${escaped(title)}</title>`,
    title && `<meta property="og:title" content="${escaped(title)}">`,
    feed.title && `<meta property="og:site_name" content="${escaped(feed.title)}">`,
    author && `<meta name="author" content="${escaped(author)}">`,
    date && `<meta property="article:published_time" content="${escaped(date)}">`,
    link && `<link rel="canonical" href="${escaped(link)}">`,
  ];
  const language = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$/.test(feed.language ?? '') ? ` lang="${feed.language}"` : '';
  const body = `<article>\n${title ? `<h1>${escaped(title)}</h1>\n` : ''}${item.html}\n</article>`;
  const page = `<!doctype html>\n<html${language}>\n<head>\n${head.filter(Boolean).join('\n')}\n</head>\n<body>\n${body}\n</body>\n</html>\n`;
  return Buffer.from(page);
}

/** Feeds write dates as in mail (RFC 822) or in ISO 8601. */
function dateOf(published: string): string | undefined {
  const time = Date.parse(published);
  return isoDate(published) ?? (Number.isNaN(time) ? undefined : new Date(time).toISOString());
}
