import type { Article } from '../../article/model/article.js';
import { pageAt } from '../../article/text/blocks.js';
import type { Locator } from './answer.js';

/** The locator of a quote that starts at an offset of its article. */
export function locatorAt(article: Article, offset: number, paragraph: number, heading: string | undefined): Locator {
  const page = pageAt(article.pages, offset);
  return { paragraph, ...(heading && { heading }), ...(page !== undefined && { page }) };
}
