import { parseHTML } from 'linkedom';
import { isoDate } from '../article/dates.js';
import { escaped, type Feed, type FeedItem } from './feed.js';

/** Characters of text from which what a feed holds of an article is taken for the article, not for a teaser of it. */
const LEAST_TEXT = 500;

/** The text that a feed itself holds of an article. */
export function textInFeed({ html }: FeedItem): string {
  if (!html) return '';
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  for (const each of document.querySelectorAll('script, style, template, iframe')) each.remove();
  return (document.body?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** A page out of what the feed holds of an article; undefined when that is only a few words of it. */
export function pageOf(item: FeedItem, feed: Feed): Buffer | undefined {
  if (!item.html || textInFeed(item).length < LEAST_TEXT) return undefined;
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

/** Dates of feeds are in the form of mails (RFC 822) or ISO 8601. */
function dateOf(published: string): string | undefined {
  const time = Date.parse(published);
  return isoDate(published) ?? (Number.isNaN(time) ? undefined : new Date(time).toISOString());
}
