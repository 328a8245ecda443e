import { readFile as readBytes } from 'node:fs/promises';
import { join } from 'node:path';
import { NoArticlesError } from '../runtime/errors.js';
import { cleanArticle } from './clean.js';
import { ENDINGS_READ, formatOf } from './formats.js';
import type { Article, ArticleProblem } from './model/article.js';
import { isQuotable } from './model/draft.js';
import type { RawArticle } from './model/raw-article.js';
import type { Read } from './model/read.js';
import { UnreadableError } from './model/unreadable.js';
import { isOfOtherType, skippedIn } from './skipped.js';
import { addressBook } from './text/addresses.js';
import { normaliseLine } from './text/normalise.js';
import { filesUnder } from './walk.js';

export interface LoadedArticles {
  /** In order of file and line. */
  readonly articles: Article[];
  readonly problems: ArticleProblem[];
}

/** All that a folder has. */
export interface LoadedFolder extends LoadedArticles {
  /** Paths of the files whose type is not read; without hidden files, leftovers of editors and lists of links. */
  readonly skipped: readonly string[];
}

/**
 * Loads all articles under a folder. Files and lines that can't be read become problems and do not stop the rest.
 * @throws NoArticlesError when the folder does not exist, or nothing in it could be read.
 */
export async function loadArticles(dir: string): Promise<LoadedFolder> {
  const { files, problems } = await filesUnder(dir).catch((cause: unknown) => {
    const advice = `Create it and put articles in it (${ENDINGS_READ}), or set ARTICLES_DIR to the folder with your articles.`;
    throw new NoArticlesError(`The articles folder “${dir}” can't be read. ${advice}`, { cause });
  });
  const loaded = await readArticles(dir, files);
  problems.push(...loaded.problems);
  const skipped = files.filter(isOfOtherType);
  if (loaded.articles.length === 0) throw new NoArticlesError(nothingIn(dir, problems, skipped));
  return { articles: loaded.articles, problems, skipped };
}

/** Reads the articles in these files, given by their paths under a folder. The result may be empty. */
export async function readArticles(dir: string, files: readonly string[]): Promise<LoadedArticles> {
  const problems: ArticleProblem[] = [];
  const articles = new Map<string, { article: Article; where: string }>();
  const addressOf = addressBook(dir);
  for (const file of files) {
    for await (const read of readAll(dir, file)) {
      // The articles inside a file with several are not from the file's address.
      const url = 'raw' in read && !read.raw.url && read.where === file ? await addressOf(file) : undefined;
      const problem = 'reason' in read ? read : take(url ? { ...read.raw, url } : read.raw, read.where);
      if (problem) problems.push(problem);
    }
  }
  return { articles: [...articles.values()].map(({ article }) => article), problems };

  function take(raw: RawArticle, where: string): ArticleProblem | undefined {
    const earlier = articles.get(raw.id);
    if (earlier) {
      const reason = `The id “${raw.id}” is already that of ${earlier.where}. Give each article its own.`;
      return { where, reason, other: earlier.where };
    }
    const article = cleanArticle({ ...raw, collection: collectionOf(where) });
    if (!article.blocks.some(({ kind }) => isQuotable(kind))) {
      return { where, reason: 'Has no text that could be quoted. Check that it contains the article.' };
    }
    articles.set(raw.id, { article, where });
    return undefined;
  }
}

/** The first folder of a path, with its name normalised; undefined for a file at the top. */
export function collectionOf(where: string): string | undefined {
  const [folder, ...rest] = where.split('/');
  return folder && rest.length > 0 ? normaliseLine(folder) : undefined;
}

async function* readAll(dir: string, path: string): AsyncGenerator<Read> {
  const format = formatOf(path);
  if (!format) return;
  try {
    yield* await format(path, await readBytes(join(dir, path)));
  } catch (cause) {
    yield { where: path, reason: reasonOf(cause) };
  }
}

/** Whatever error a library throws for a maliciously damaged file, the other files are still read. */
function reasonOf(cause: unknown): string {
  if (cause instanceof UnreadableError) return cause.message;
  const { code } = cause as { code?: string };
  if (code === 'ERR_FS_FILE_TOO_LARGE') return 'Larger than 2 GB. Split it into several files.';
  if (code && /^E[A-Z]+$/.test(code)) return 'Could not be read. Check its permissions.';
  return 'Damaged, or not the kind of file that its name suggests. Save it again.';
}

function nothingIn(dir: string, problems: readonly ArticleProblem[], skipped: readonly string[]): string {
  const reasons = problems.slice(0, 5).map(({ where, reason }) => `${where}: ${reason}`);
  const lines = [...reasons, skippedIn(skipped)].flatMap((line) => (line ? [`\n  - ${line}`] : []));
  return `No article could be read in “${dir}”. Put articles in it (${ENDINGS_READ}).${lines.join('')}`;
}
