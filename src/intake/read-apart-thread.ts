import { readArticles } from '../article/load.js';
import type { Article, ArticleProblem } from '../article/model/article.js';

export interface ReadTask {
  readonly dir: string;
  readonly files: readonly string[];
}

/** An article as far as it has to be known to take it in; `length` is that of its text, in UTF-16 units. */
export interface NamedArticle extends Pick<Article, 'id' | 'title' | 'contentHash'> {
  readonly length: number;
}

/** The articles in some files by name, and what can't be read of them. */
export interface Named {
  readonly articles: readonly NamedArticle[];
  readonly problems: readonly ArticleProblem[];
}

/** Reads files, which can take seconds and blocks: for a thread of its own. */
export default async function readNames({ dir, files }: ReadTask): Promise<Named> {
  const { articles, problems } = await readArticles(dir, files);
  return { articles: articles.map(named), problems };
}

function named({ id, title, contentHash, text }: Article): NamedArticle {
  return { id, title: title.trim() || id, contentHash, length: text.length };
}
