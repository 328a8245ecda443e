import type { Citation, CitedArticle, Quote } from '../../answer/quoting/answer.js';
import { textDirective } from '../../answer/quoting/text-fragment.js';
import type { Article } from '../../article/model/article.js';
import { dateIn, foreignName } from '../../i18n/names.js';
import type { Language, Words } from '../../i18n/words.js';
import { parseUrl } from '../../runtime/urls.js';
import { clipName } from './clip.js';
import { isDisguise, leadsIntoDiscord } from './links.js';
import { escapeMarkdown } from './text.js';

/** Longest parts of a citation, including escapes. A whole line stays below 1,250 UTF-16 units. */
const LONGEST = { title: 160, name: 80, heading: 80, url: 600, host: 40 } as const;
/** The same for articles that make the same claim: together below 250. */
const ALSO = { title: 60, most: 3 } as const;

/** Who reads a card, and access to the current articles. */
export interface Reader {
  readonly language: Language;
  readonly t: Words;
  articleOf(id: string): Article | undefined;
}

/**
 * `[2] Title · Publisher · Author · 5 Dec 2024 · ¶ 3 · Heading · Ukrainian`. The title is a link if the article has an address,
 * and leads to the quote if the page contains it. The language is named if it is not the reader's.
 */
export function citationLine(quote: Quote, reader: Reader): string {
  const { number, article, locator } = quote.citation;
  const { t, language } = reader;
  const foreign = foreignName(language, article.language);
  return [
    `\\[${number}\\] ${linkedTitle(article, (room) => directiveOf(quote, reader, room), t)}`,
    ...provenance(article, language),
    ...(locator.page === undefined ? [] : [t('answer:page', { page: locator.page })]),
    `¶ ${locator.paragraph}`,
    ...(locator.heading ? [clipName(locator.heading, LONGEST.heading)] : []),
    ...(foreign ? [clipName(foreign, LONGEST.name)] : []),
  ].join(' · ');
}

/** A short citation, below 110 UTF-16 units. */
export function briefCitation({ number, article, locator }: Citation): string {
  return `\\[${number}\\] ${clipName(article.title.trim() || article.id, ALSO.title)} · ¶ ${locator.paragraph}`;
}

/** `also in [2] Title, [3] Title`: articles that make the same claim. */
export function alsoLine(citations: readonly Citation[], t: Words): string {
  const named = citations
    .slice(0, ALSO.most)
    .map(({ number, article }) => `\\[${number}\\] ${clipName(article.title.trim() || article.id, ALSO.title)}`);
  return t('answer:alsoIn', { articles: named.join(', ') });
}

/** Publisher, author and date, as far as known. */
function provenance({ publisher, author, publishedAt }: CitedArticle, language: Language = 'en'): string[] {
  return [publisher, author, publishedAt && dateIn(language, publishedAt)].flatMap((part) =>
    part?.trim() ? [clipName(part, LONGEST.name)] : [],
  );
}

export function linkedTitle(
  { id, title, url }: CitedArticle,
  directive: (room: number) => string | undefined = () => undefined,
  t?: Words,
): string {
  const label = clipName(title.trim() || id, LONGEST.title);
  const target = url && linkTarget(url, directive);
  if (!target) return label;
  // If a title looks like the address of another site, the actual host becomes the label.
  const { host } = new URL(url);
  const isDisguised = isDisguise(title.trim() || id, host);
  const place = isDisguised && host.length <= LONGEST.host && !host.includes('[') ? escapeMarkdown(host) : undefined;
  // Discord does not render links whose label contains brackets or looks like an address.
  if (!isDisguised && !/[[\]]|\/\//.test(label)) return `[${label}](${target})`;
  return `${label} ([${place ?? t?.('answer:link') ?? 'link'}](${target}))`;
}

/** The address as a markdown link's target; undefined if it is not a safe web address. */
function linkTarget(url: string, directive: (room: number) => string | undefined): string | undefined {
  const parsed = parseUrl(url);
  if (!parsed || leadsIntoDiscord(parsed)) return undefined;
  const { protocol, username, password, href } = parsed;
  if (!/^https?:$/.test(protocol) || username || password) return undefined;
  const target = href.replace(/[()\\<>@]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  if (target.length > LONGEST.url) return undefined;
  // A second directive would break one that the address already has.
  if (target.includes(':~:')) return target;
  const joint = target.includes('#') ? ':~:' : '#:~:';
  const found = directive(LONGEST.url - target.length - joint.length);
  return found ? `${target}${joint}${found}` : target;
}

function directiveOf({ articleId, start, end }: Quote, { articleOf }: Reader, room: number): string | undefined {
  const article = articleOf(articleId);
  return article && textDirective(article, { start, end }, room);
}
