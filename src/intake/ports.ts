import type { Article } from '../article/model/article.js';
import type { Incoming } from './incoming.js';

export interface NewArticle {
  /** The collection that it is added to; empty for none. */
  readonly collection: string;
  /** Whether an existing file with that name may be replaced. */
  readonly replace: boolean;
}

/** A file in the articles folder, and the articles in it. */
export interface ArticleFile {
  /** Stands for the path, in 22 characters. */
  readonly key: string;
  /** Relative to the articles folder, with forward slashes. */
  readonly path: string;
  readonly collection: string;
  readonly articles: readonly Pick<Article, 'id' | 'title'>[];
}

export interface Added extends ArticleFile {
  /** Whether the collection was created with it. */
  readonly isNewCollection: boolean;
  /** The removal that holds the replaced file. */
  readonly replaced?: string;
}

/** The files that articles are read from. A change is made completely or not at all, and nothing is ever deleted. */
export interface ArticleFiles {
  /** Fetches an address of the public web. @throws IntakeError */
  fromLink(link: string, signal?: AbortSignal): Promise<Incoming>;
  /** @throws IntakeError */
  fromAttachment(
    attachment: { readonly url: string; readonly name: string; readonly size: number },
    signal?: AbortSignal,
  ): Promise<Incoming>;
  /** The names of the collections that have folders, sorted. */
  collections(): Promise<string[]>;
  /** Stores a file among the articles once everything in it can be read. @throws IntakeError */
  add(incoming: Incoming, wanted: NewArticle): Promise<Added>;
  /** The file that contains an indexed article. */
  fileOf(article: { readonly id: string; readonly collection: string }): Promise<ArticleFile | undefined>;
  fileOfKey(key: string): Promise<ArticleFile | undefined>;
  /** Removes a file; returns the removal's id, with which it can be restored. @throws IntakeError */
  remove(path: string): Promise<string>;
  /** What a removal holds, with its collection; undefined when it no longer exists. */
  removed(removal: string): Promise<{ readonly path: string; readonly collection: string } | undefined>;
  /** Restores a removed file; a file that is there meanwhile is removed in turn. @throws IntakeError */
  restore(removal: string): Promise<{ readonly path: string; readonly displaced?: string }>;
}
