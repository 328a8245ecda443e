import { pageAt } from '../article/blocks.js';
import type { Article } from '../article/types.js';
import type { Locator } from './types.js';

/** Where in its article a quote that starts at an offset stands. */
export function locatorAt(article: Article, offset: number, paragraph: number, heading: string | undefined): Locator {
  const page = pageAt(article.pages, offset);
  return { paragraph, ...(heading && { heading }), ...(page !== undefined && { page }) };
}
