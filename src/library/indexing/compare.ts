import type { Article } from '../../article/model/article.js';
import { IndexUnavailableError } from '../../runtime/errors.js';
import { isSqliteError } from '../../runtime/files/storage-error.js';
import { openStore } from '../../search/store/sqlite-store.js';
import { currentGenerationId } from '../generations/generation.js';
import { readManifest } from '../generations/manifest.js';
import { generationPaths } from '../generations/paths.js';
import type { IndexReport } from '../reports.js';

/** Article ids added, changed and removed, sorted, and how many are as they were. */
export type Difference = Pick<IndexReport, 'added' | 'changed' | 'removed' | 'unchanged'>;

/** What tells whether an article is still the same. */
type Compared = Pick<Article, 'id' | 'contentHash'>;

/** What is different from the articles of the generation in use; where there is none that fits, all are new. */
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

/** The articles of a generation; none where it is missing, damaged or does not fit. */
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
    // A damaged or unfitting generation is replaced whole: whatever is wrong with it is no reason to stop.
    if (cause instanceof IndexUnavailableError || isSqliteError(cause)) return [];
    throw cause;
  }
}
