import type { Citation } from './answer.js';

const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** A citation on one line: title, publisher, author, date, heading, paragraph and page, as far as known. */
export function citationLine(citation: Citation): string {
  return [citation.article.title, ...citationDetails(citation)].join(' · ');
}

/** The same without the title. */
function citationDetails({ article, locator }: Citation): string[] {
  const { publisher, author, publishedAt } = article;
  const details = [publisher, author, publishedAt && shortDate(publishedAt), locator.heading && `“${locator.heading}”`];
  const page = locator.page === undefined ? undefined : `p. ${locator.page}`;
  return [...details, `¶ ${locator.paragraph}`, page].filter((each) => each !== undefined && each !== '') as string[];
}

/** The date of an article, for comparing articles side by side: "5 Dec 2024" or "no date". */
export function dateOf({ publishedAt }: Citation['article']): string {
  return publishedAt ? shortDate(publishedAt) : 'no date';
}

/** The day of an ISO 8601 date as written there, e.g. `5 Dec 2024`; the input itself if it is not a date. */
function shortDate(iso: string): string {
  const day = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(day.getTime()) ? iso : DATE.format(day);
}
