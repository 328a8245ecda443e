import type { Article } from '../article/model/article.js';
import type { Incoming } from './incoming.js';

export interface NewArticle {
  /** The collection that it goes to; empty for none. */
  readonly collection: string;
  /** Whether a file of that name there may be replaced. */
  readonly replace: boolean;
}

/** A file of the articles folder and the articles in it. */
export interface ArticleFile {
  /** Stands for the path, in 22 characters. */
  readonly key: string;
  /** Under the articles folder, with forward slashes. */
  readonly path: string;
  readonly collection: string;
  readonly articles: readonly Pick<Article, 'id' | 'title'>[];
}

export interface Added extends ArticleFile {
  /** Whether the collection came to be with it. */
  readonly isNewCollection: boolean;
  /** The removal under which the file that it replaced is kept. */
  readonly replaced?: string;
}

/** The files that articles are read from. Every change is whole or not made, and nothing is ever deleted. */
export interface ArticleFiles {
  /** What lies at an address of the public web. @throws IntakeError */
  fromLink(link: string, signal?: AbortSignal): Promise<Incoming>;
  /** @throws IntakeError */
  fromAttachment(
    attachment: { readonly url: string; readonly name: string; readonly size: number },
    signal?: AbortSignal,
  ): Promise<Incoming>;
  /** Names of the collections there are folders for, sorted. */
  collections(): Promise<string[]>;
  /** Puts a file among the articles once all that is in it can be read. @throws IntakeError */
  add(incoming: Incoming, wanted: NewArticle): Promise<Added>;
  /** The file that an indexed article stands in. */
  fileOf(article: { readonly id: string; readonly collection: string }): Promise<ArticleFile | undefined>;
  fileOfKey(key: string): Promise<ArticleFile | undefined>;
  /** Takes a file out; returns the removal's id, which brings it back. @throws IntakeError */
  remove(path: string): Promise<string>;
  /** The collection of what a removal took out; undefined when it is not there any more. */
  removed(removal: string): Promise<{ readonly path: string; readonly collection: string } | undefined>;
  /** Puts back what was taken out; what has come to lie there since is taken out in turn. @throws IntakeError */
  restore(removal: string): Promise<{ readonly path: string; readonly displaced?: string }>;
}
