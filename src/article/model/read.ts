import type { ArticleProblem } from './article.js';
import type { RawArticle } from './raw-article.js';

/** An article, or the reason why there is none, and its position. */
export type Read = { readonly where: string; readonly raw: RawArticle } | ArticleProblem;
