import { collectionOf } from '../article/load.js';
import { typesOf } from '../article/skipped.js';
import { REBUILD } from '../library/generations/manifest.js';
import { runInWorker } from '../runtime/threads/run-in-worker.js';
import { broken, type Finding, good, inBytes, type Values, warning } from './finding.js';
import type { default as inspectStored, Stored, StoredTask } from './stored-thread.js';

const THREAD = new URL('./stored-thread.js', import.meta.url);

/** Articles that are named one by one. */
const MOST_NAMED = 20;

/** Looks at the articles, the index and the bot's memory in a thread of its own. */
export async function checkStored(task: StoredTask): Promise<Finding[]> {
  return findings(await runInWorker<typeof inspectStored>(THREAD, task));
}

function findings({ articles, index, database }: Stored): Finding[] {
  return [...ofArticles(articles), ...ofIndex(index), ofDatabase(database)];
}

function ofArticles(articles: Stored['articles']): Finding[] {
  if ('none' in articles) return [broken('articles.none', { reason: articles.none })];
  const { count, problems, skipped } = articles;
  const unread = problems.slice(0, MOST_NAMED).map((problem) => ({
    ...warning('articles.unread', { ...problem }),
    collection: collectionOf(problem.where) ?? '',
  }));
  const more = problems.length - unread.length;
  return [
    ...unread,
    ...(more > 0 ? [warning('articles.more', { count: more })] : []),
    good('articles.fine', { count }),
    ...ofSkipped(skipped),
  ];
}

/** One finding for each collection: who may not see it does not get its files' types. */
function ofSkipped(skipped: readonly string[]): Finding[] {
  const collections = [...new Set(skipped.map((path) => collectionOf(path) ?? ''))];
  return collections.slice(0, MOST_NAMED).map((collection) => {
    const files = skipped.filter((path) => (collectionOf(path) ?? '') === collection);
    return { ...good('articles.skipped', { count: files.length, types: typesOf(files) }), collection };
  });
}

function ofIndex(index: Stored['index']): Finding[] {
  if (!index) return [];
  if ('none' in index) return [broken('index.none')];
  if ('unusable' in index) return [broken('index.unusable', { reason: index.unusable.replace(REBUILD, '').trim() })];
  const { id, articles, passages, builtAt, differing } = index;
  const facts: Values = { id, count: articles, passages, built: new Date(builtAt) };
  const isOutdated = differing && differing.added + differing.changed + differing.removed > 0;
  return [...(isOutdated ? [warning('index.outdated', differing)] : []), good('index.fine', facts)];
}

function ofDatabase(database: Stored['database']): Finding {
  if (!database) return good('database.none');
  const { bytes, defect } = database;
  return defect === undefined
    ? good('database.fine', { size: inBytes(bytes) })
    : broken('database.damaged', { reason: defect });
}
