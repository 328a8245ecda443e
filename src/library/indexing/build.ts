import { randomBytes } from 'node:crypto';
import { loadArticles } from '../../article/load.js';
import { passagesOf } from '../../article/text/passages.js';
import { IndexUnavailableError } from '../../runtime/errors.js';
import { isSqliteError, StorageError, storageError } from '../../runtime/files/storage-error.js';
import { LoadedModel } from '../../search/embedding/model.js';
import type { LocalModel } from '../../search/model/lock.js';
import { modelNotLoaded } from '../../search/model/not-loaded.js';
import { currentGenerationId, type Generation, openGeneration } from '../generations/generation.js';
import { indexFingerprint } from '../generations/manifest.js';
import { cacheFile } from '../generations/paths.js';
import { pointTo } from '../generations/pointer.js';
import { prune, sweepUnfinished } from '../generations/sweep.js';
import type { IndexMode, IndexProgress, IndexReport } from '../reports.js';
import { compareWithCurrent, type Difference } from './compare.js';
import { embedMissing } from './embed-missing.js';
import { type IndexLock, lockForIndexing } from './lock.js';
import { openVectorCache, settleVectorCache, type VectorCache } from './vector-cache.js';
import { writeGeneration } from './write-generation.js';

export interface BuildOptions {
  readonly articlesDir: string;
  readonly embeddingsDir: string;
  readonly model: LocalModel;
  readonly mode: IndexMode;
  /** ONNX Runtime's number of threads. */
  readonly threads: number;
}

/**
 * Builds a generation next to the current one and makes it current in one step: replacing the pointer file. If anything ends the run
 * before that step, the old generation stays current. Blocks its thread for long periods.
 * @throws AlreadyIndexingError, NoArticlesError, ModelUnavailableError, StorageError
 */
export async function buildLibrary(
  options: BuildOptions,
  onProgress: (progress: IndexProgress) => void,
): Promise<IndexReport> {
  const lock = lockForIndexing(options.embeddingsDir);
  try {
    return await build(options, lock, onProgress);
  } catch (cause) {
    const what = "The index can't be written to the folder that EMBEDDINGS_DIR names. It is unchanged";
    throw storageError(cause, what, 'run `npm run index` again') ?? cause;
  } finally {
    lock.release();
  }
}

async function build(
  options: BuildOptions,
  lock: IndexLock,
  onProgress: (progress: IndexProgress) => void,
): Promise<IndexReport> {
  const started = performance.now();
  let cache: VectorCache | undefined;
  let model: LoadedModel | undefined;
  try {
    await sweepUnfinished(options.embeddingsDir);
    settleVectorCache(cacheFile(options.embeddingsDir));
    const { articles, problems, skipped } = await loadArticles(options.articlesDir);
    onProgress({ stage: 'articles', done: articles.length, total: articles.length });
    const cut = articles.map((article) => ({ article, passages: passagesOf(article) }));
    const fingerprint = indexFingerprint(options.model.fingerprint);
    const difference = await compareWithCurrent(options.embeddingsDir, articles, fingerprint);

    const current =
      options.mode === 'changed' && nothingDiffers(difference) ? await intact(options, fingerprint) : undefined;
    if (current) {
      const seconds = (performance.now() - started) / 1000;
      return {
        generation: current.id,
        ...difference,
        ...current.manifest.counts,
        embedded: 0,
        cached: 0,
        seconds,
        problems,
        skipped,
      };
    }

    model = await LoadedModel.load(options.model, options.threads).catch((cause) => {
      throw modelNotLoaded(options.model, cause);
    });
    cache = openVectorCache(cacheFile(options.embeddingsDir), options.model.fingerprint, model.dimensions);
    if (options.mode === 'everything') cache.clear();
    const counts = await embedMissing(cut, model, cache, onProgress);

    const id = `${new Date().toISOString().replace(/\D/g, '')}-${randomBytes(3).toString('hex')}`;
    const sizes = await writeGeneration(
      id,
      cut,
      { ...options, fingerprint, dimensions: model.dimensions },
      cache,
      onProgress,
    );
    await checkReadable(options.embeddingsDir, id, fingerprint);
    lock.confirm();
    await prune(options.embeddingsDir, await pointTo(options.embeddingsDir, id));
    forgetUnused(cache, counts.keys);
    const { embedded, cached } = counts;
    const seconds = (performance.now() - started) / 1000;
    return { generation: id, ...difference, ...sizes, embedded, cached, seconds, problems, skipped };
  } finally {
    cache?.close();
    await model?.close();
  }
}

function nothingDiffers({ added, changed, removed }: Difference): boolean {
  return added.length + changed.length + removed.length === 0;
}

/** The current generation if it passes every check: an index run also repairs a damaged one. */
async function intact({ embeddingsDir }: BuildOptions, fingerprint: string): Promise<Generation | undefined> {
  const id = await currentGenerationId(embeddingsDir);
  if (!id) return undefined;
  try {
    const generation = await openGeneration(embeddingsDir, id, fingerprint);
    generation.close();
    return generation;
  } catch (cause) {
    if (cause instanceof IndexUnavailableError) return undefined;
    throw cause;
  }
}

/** Opens a new generation in the same way as its users: a full disk may have truncated a file without an error. */
async function checkReadable(embeddingsDir: string, id: string, fingerprint: string): Promise<void> {
  try {
    (await openGeneration(embeddingsDir, id, fingerprint)).close();
  } catch (cause) {
    if (!(cause instanceof IndexUnavailableError)) throw cause;
    throw new StorageError(
      'The index could not be written completely to the folder that EMBEDDINGS_DIR names. It is unchanged. The disk may be full or ' +
        'failing. Check it and its free space, then run `npm run index` again.',
      { cause },
    );
  }
}

/** The new index is already in use: if the cache can't be reduced now, the next run does it. */
function forgetUnused(cache: VectorCache, keys: Iterable<Buffer>): void {
  try {
    cache.keepOnly(keys);
  } catch (cause) {
    if (!isSqliteError(cause)) throw cause;
  }
}
