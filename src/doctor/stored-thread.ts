import { loadArticles } from '../article/load.js';
import type { ArticleProblem } from '../article/model/article.js';
import { currentGenerationId, openGeneration } from '../library/generations/generation.js';
import { compareWithCurrent } from '../library/indexing/compare.js';
import { IndexUnavailableError, NoArticlesError } from '../runtime/errors.js';
import { type DatabaseState, inspectDatabase } from '../state/inspect.js';

export interface StoredTask {
  readonly articlesDir: string;
  readonly embeddingsDir: string;
  readonly dataDir: string;
  /** What the index has to bear; the index is not looked at without. */
  readonly fingerprint: string | undefined;
}

/** What lies on the disk: the articles, the index made of them, and the bot's memory. */
export interface Stored {
  readonly articles:
    | { readonly count: number; readonly problems: readonly ArticleProblem[]; readonly skipped: readonly string[] }
    | { readonly none: string };
  readonly index?:
    | { readonly none: true }
    | { readonly unusable: string }
    | {
        readonly id: string;
        readonly articles: number;
        readonly passages: number;
        /** ISO 8601, UTC. */
        readonly builtAt: string;
        /** Articles that are not in it as they are now. */
        readonly differing?: { readonly added: number; readonly changed: number; readonly removed: number };
      };
  readonly database?: DatabaseState;
}

/** Reads all articles and checks all of the index, which takes long and blocks: for a thread of its own. */
export default async function inspectStored(task: StoredTask): Promise<Stored> {
  const loaded = await loadArticles(task.articlesDir).catch((cause: unknown) => {
    if (cause instanceof NoArticlesError) return { none: cause.message };
    throw cause;
  });
  const articles =
    'none' in loaded ? loaded : { count: loaded.articles.length, problems: loaded.problems, skipped: loaded.skipped };
  const database = inspectDatabase(task.dataDir);
  const index = task.fingerprint === undefined ? undefined : await inspectIndex(task.embeddingsDir, task.fingerprint);
  if (!index || !('id' in index) || 'none' in loaded) {
    return { articles, ...(index && { index }), ...(database && { database }) };
  }
  const { added, changed, removed } = await compareWithCurrent(
    task.embeddingsDir,
    loaded.articles,
    task.fingerprint as string,
  );
  const differing = { added: added.length, changed: changed.length, removed: removed.length };
  return { articles, index: { ...index, differing }, ...(database && { database }) };
}

async function inspectIndex(embeddingsDir: string, fingerprint: string): Promise<NonNullable<Stored['index']>> {
  const id = await currentGenerationId(embeddingsDir);
  if (id === undefined) return { none: true };
  try {
    const generation = await openGeneration(embeddingsDir, id, fingerprint);
    generation.close();
    const { counts, builtAt } = generation.manifest;
    return { id, articles: counts.articles, passages: counts.passages, builtAt };
  } catch (cause) {
    if (!(cause instanceof IndexUnavailableError)) throw cause;
    return { unusable: cause.message };
  }
}
