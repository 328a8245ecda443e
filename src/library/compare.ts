import type { Article } from '../article/types.js';
import { IndexUnavailableError } from '../errors.js';
import { openStore } from '../search/sqlite-store.js';
import { currentGenerationId } from './generation.js';
import { readManifest } from './manifest.js';
import { generationPaths } from './paths.js';
import type { IndexReport } from './types.js';

/** Article ids added, changed and removed, sorted, and how many are as they were. */
export type Difference = Pick<IndexReport, 'added' | 'changed' | 'removed' | 'unchanged'>;

/** What is different from the articles of the generation in use; where there is none that fits, all are new. */
export async function compareWithCurrent(
  embeddingsDir: string,
  articles: readonly Article[],
  fingerprint: string,
): Promise<Difference> {
  const before = await currentHashes(embeddingsDir, fingerprint);
  const now = new Set(articles.map((article) => article.id));
  const added = articles.filter(({ id }) => !before.has(id)).map(({ id }) => id);
  const changed = articles
    .filter(({ id, contentHash }) => before.has(id) && before.get(id) !== contentHash)
    .map(({ id }) => id);
  const removed = [...before.keys()].filter((id) => !now.has(id));
  const unchanged = articles.length - added.length - changed.length;
  return { added: added.sort(), changed: changed.sort(), removed: removed.sort(), unchanged };
}

async function currentHashes(embeddingsDir: string, fingerprint: string): Promise<Map<string, string>> {
  const id = await currentGenerationId(embeddingsDir);
  if (!id) return new Map();
  const paths = generationPaths(embeddingsDir, id);
  try {
    await readManifest(paths, fingerprint);
    const store = openStore(paths.store);
    try {
      return new Map(store.summaries().map((summary) => [summary.id, summary.contentHash]));
    } finally {
      store.close();
    }
  } catch (cause) {
    // A damaged or unfitting generation is replaced whole: whatever is wrong with it is no reason to stop.
    if (cause instanceof IndexUnavailableError || isSqliteError(cause)) return new Map();
    throw cause;
  }
}

function isSqliteError(cause: unknown): boolean {
  return typeof cause === 'object' && cause !== null && 'code' in cause && String(cause.code).startsWith('SQLITE_');
}
