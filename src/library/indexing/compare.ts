import type { Article } from '../../article/model/article.js';
import { IndexUnavailableError } from '../../runtime/errors.js';
import { isSqliteError } from '../../runtime/files/storage-error.js';
import { openStore } from '../../search/store/sqlite-store.js';
import { currentGenerationId } from '../generations/generation.js';
import { readManifest } from '../generations/manifest.js';
import { generationPaths } from '../generations/paths.js';
import type { IndexReport } from '../reports.js';

/** The ids of added, changed and removed articles, sorted, and the number of unchanged ones. */
export type Difference = Pick<IndexReport, 'added' | 'changed' | 'removed' | 'unchanged'>;

/** What determines whether an article has changed. */
type Compared = Pick<Article, 'id' | 'contentHash'>;

/** Compares articles with the current generation; if none fits, all are new. */
export async function compareWithCurrent(
  embeddingsDir: string,
  articles: readonly Compared[],
  fingerprint: string,
): Promise<Difference> {
  return compare(await articlesOf(embeddingsDir, await currentGenerationId(embeddingsDir), fingerprint), articles);
}

export function compare(before: readonly Compared[], now: readonly Compared[]): Difference {
  const hashes = new Map(before.map(({ id, contentHash }) => [id, contentHash]));
  const left = new Set(now.map(({ id }) => id));
  const added = now.filter(({ id }) => !hashes.has(id)).map(({ id }) => id);
  const changed = now
    .filter(({ id, contentHash }) => hashes.has(id) && hashes.get(id) !== contentHash)
    .map(({ id }) => id);
  const removed = before.filter(({ id }) => !left.has(id)).map(({ id }) => id);
  const unchanged = now.length - added.length - changed.length;
  return { added: added.sort(), changed: changed.sort(), removed: removed.sort(), unchanged };
}

/** The articles of a generation; empty if it is missing, damaged or does not fit. */
export async function articlesOf(
  embeddingsDir: string,
  id: string | undefined,
  fingerprint: string,
): Promise<readonly Compared[]> {
  if (!id) return [];
  const paths = generationPaths(embeddingsDir, id);
  try {
    await readManifest(paths, fingerprint);
    const store = openStore(paths.store);
    try {
      return store.summaries();
    } finally {
      store.close();
    }
  } catch (cause) {
    // A generation that is damaged or does not fit is replaced completely, so its faults don't matter.
    if (cause instanceof IndexUnavailableError || isSqliteError(cause)) return [];
    throw cause;
  }
}
