import { shortDate } from '../../answer/citation-line.js';
import type { Citation, CitedArticle } from '../../answer/types.js';
import { clip } from './clip.js';

/** Longest parts of a citation, escapes counted: together below 800, so that three of them leave room for quotes. */
const LONGEST = { title: 160, name: 80, heading: 80, url: 300 } as const;
/** The same for articles that only say the same: together below 250. */
const ALSO = { title: 60, most: 3 } as const;

/** `[2] Title · Publisher · Author · 5 Dec 2024 · ¶ 3 · Heading`, the title linked where there is an address. */
export function citationLine({ number, article, locator }: Citation): string {
  return [
    `\\[${number}\\] ${linkedTitle(article)}`,
    ...provenance(article),
    ...(locator.page === undefined ? [] : [`p. ${locator.page}`]),
    `¶ ${locator.paragraph}`,
    ...(locator.heading ? [clip(locator.heading, LONGEST.heading).text] : []),
  ].join(' · ');
}

/** `also in [2] Title, [3] Title`: articles that say the same. */
export function alsoLine(citations: readonly Citation[]): string {
  const named = citations
    .slice(0, ALSO.most)
    .map(({ number, article }) => `\\[${number}\\] ${clip(article.title.trim() || article.id, ALSO.title).text}`);
  return `also in ${named.join(', ')}`;
}

/** Publisher, author and date, as far as they are known. */
export function provenance({ publisher, author, publishedAt }: CitedArticle): string[] {
  return [publisher, author, publishedAt && shortDate(publishedAt)].flatMap((part) =>
    part?.trim() ? [clip(part, LONGEST.name).text] : [],
  );
}

export function linkedTitle({ id, title, url }: CitedArticle): string {
  const label = clip(title.trim() || id, LONGEST.title).text;
  const target = url && linkTarget(url);
  if (!target) return label;
  // Discord shows no link whose label holds brackets or looks like an address.
  return /[[\]]|\/\//.test(label) ? `${label} ([link](${target}))` : `[${label}](${target})`;
}

/** The address as a markdown link's target, or undefined where it can't be one that leads where it seems to. */
function linkTarget(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, username, password, href } = new URL(url);
  if (!/^https?:$/.test(protocol) || username || password) return undefined;
  const target = href.replace(/[()\\<>@]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return target.length <= LONGEST.url ? target : undefined;
}
