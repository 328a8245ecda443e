import { readArticles } from '../article/load.js';
import type { Article, ArticleProblem } from '../article/types.js';

export interface ReadTask {
  readonly dir: string;
  readonly files: readonly string[];
}

/** The articles in some files by name, and what can't be read of them. */
export interface Named {
  readonly articles: readonly Pick<Article, 'id' | 'title'>[];
  readonly problems: readonly ArticleProblem[];
}

/** Reads files, which can take seconds and blocks: for a thread of its own. */
export default async function readNames({ dir, files }: ReadTask): Promise<Named> {
  const { articles, problems } = await readArticles(dir, files);
  return { articles: articles.map(({ id, title }) => ({ id, title: title.trim() || id })), problems };
}
