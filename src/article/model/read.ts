import type { RawArticle } from './raw-article.js';
import type { ArticleProblem } from './types.js';

/** An article or the reason why there is none, and where it stands. */
export type Read = { readonly where: string; readonly raw: RawArticle } | ArticleProblem;
