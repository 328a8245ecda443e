import { createHash } from 'node:crypto';
import { lstat, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AsyncQueue } from '@sapphire/async-queue';
import { mayHoldSeveral } from '../article/formats.js';
import { collectionOf } from '../article/load.js';
import { normaliseLine } from '../article/text/normalise.js';
import { filesUnder } from '../article/walk.js';
import { codeOf, isDiskFault } from '../runtime/files/storage-error.js';
import { checked } from './checked.js';
import { folderOf, foldersIn } from './folders.js';
import { fromAttachment, fromLink, type Incoming } from './incoming.js';
import { IntakeError } from './intake-error.js';
import { move, temporaryNameBeside } from './move.js';
import type { Added, ArticleFile, ArticleFiles, NewArticle } from './ports.js';
import { readApart } from './read-apart.js';
import type { NamedArticle } from './read-apart-thread.js';
import { Removed } from './removed.js';

interface ArticleFilesOptions {
  readonly articlesDir: string;
  readonly dataDir: string;
  /** `DISCORD_API_URL`, whose host may also serve attachments. */
  readonly apiUrl: string | undefined;
  /** The ids of all indexed articles. */
  readonly indexed: () => readonly string[];
}

export function articleFiles({ articlesDir, dataDir, apiUrl, indexed }: ArticleFilesOptions): ArticleFiles {
  const removed = new Removed(path.join(dataDir, 'removed'), articlesDir);
  const changes = new AsyncQueue();

  /** Makes changes one at a time, so that what was checked is still true when it is used. */
  async function inTurn<T>(change: () => Promise<T>): Promise<T> {
    await changes.wait();
    try {
      return await change();
    } catch (cause) {
      return asRefusal(cause);
    } finally {
      changes.shift();
    }
  }

  async function add({ name, bytes }: Incoming, { collection, replace }: NewArticle): Promise<Added> {
    const folder = await folderOf(articlesDir, collection);
    const file = folder ? `${folder}/${name}` : name;
    const articles = (await checked(dataDir, file, bytes)).map(titled);
    const target = path.join(articlesDir, file);
    const present = await lstat(target).catch(() => undefined);
    if (present && (!replace || !present.isFile())) throw new IntakeError('exists', { file });
    const own = present
      ? new Set((await readApart({ dir: articlesDir, files: [file] })).articles.map(({ id }) => id))
      : new Set();
    const taken = new Set(indexed().filter((id) => !own.has(id)));
    const twice = articles.find(({ id }) => taken.has(id));
    // The index may still have an article with this path although its file is gone.
    if (twice && twice.id !== normaliseLine(file)) throw new IntakeError('idTaken', { id: twice.id });
    const isNewCollection = folder !== '' && !(await lstat(path.join(articlesDir, folder)).catch(() => undefined));
    await mkdir(path.dirname(target), { recursive: true });
    const arriving = temporaryNameBeside(target);
    await writeFile(arriving, bytes, { flag: 'wx', flush: true });
    const replaced = present && (await removed.add(file));
    await move(arriving, target);
    const came = { key: keyOf(file), path: file, collection: folder, isNewCollection, articles };
    return { ...came, ...(replaced && { replaced }) };
  }

  async function describe(file: string): Promise<ArticleFile> {
    const { articles } = await readApart({ dir: articlesDir, files: [file] });
    return { key: keyOf(file), path: file, collection: collectionOf(file) ?? '', articles: articles.map(titled) };
  }

  async function find(wanted: (file: string) => boolean): Promise<string | undefined> {
    return (await filesUnder(articlesDir).catch(() => ({ files: [] }))).files.find(wanted);
  }

  async function remove(file: string): Promise<string> {
    const { articles } = await describe(file);
    const going = new Set(articles.map(({ id }) => id));
    if (indexed().every((id) => going.has(id))) throw new IntakeError('lastArticles');
    return removed.add(file);
  }

  return {
    fromLink,
    fromAttachment: (attachment, signal) => fromAttachment(attachment, apiUrl, signal),
    collections: () => foldersIn(articlesDir).then((folders) => [...folders.keys()].sort()),
    add: (incoming, wanted) => inTurn(() => add(incoming, wanted)),
    async fileOf({ id, collection }) {
      const own = await find((file) => normaliseLine(file) === id);
      if (own) return describe(own);
      const { files } = await filesUnder(articlesDir).catch(() => ({ files: [] }));
      for (const file of files) {
        if (!mayHoldSeveral(file) || (collectionOf(file) ?? '') !== collection) continue;
        const described = await describe(file);
        if (described.articles.some((article) => article.id === id)) return described;
      }
      return undefined;
    },
    async fileOfKey(key) {
      const file = await find((each) => keyOf(each) === key);
      return file === undefined ? undefined : describe(file);
    },
    remove: (file) => inTurn(() => remove(file)),
    removed: (removal) => removed.find(removal),
    restore: (removal) => inTurn(() => removed.restore(removal)),
  };
}

function keyOf(file: string): string {
  return createHash('sha256').update(file).digest('base64url').slice(0, 22);
}

function asRefusal(cause: unknown): never {
  throw isDiskFault(cause) ? new IntakeError('notWritable', { code: codeOf(cause) }, { cause }) : cause;
}

function titled({ id, title }: NamedArticle): ArticleFile['articles'][number] {
  return { id, title };
}
