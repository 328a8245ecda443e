import type { Article } from '../../article/model/article.js';
import { pageAt } from '../../article/text/blocks.js';
import type { Locator } from './answer.js';

/** Where in its article a quote that starts at an offset stands. */
export function locatorAt(article: Article, offset: number, paragraph: number, heading: string | undefined): Locator {
  const page = pageAt(article.pages, offset);
  return { paragraph, ...(heading && { heading }), ...(page !== undefined && { page }) };
}
