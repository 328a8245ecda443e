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
  /** ONNX Runtime's thread count. */
  readonly threads: number;
}

/**
 * Builds a generation beside the one in use and makes it current in one step: the replacing of the pointer file. Whatever
 * ends it before that step leaves the old one serving. Blocks its thread for long stretches.
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
    const what = "The index can't be written to the folder that EMBEDDINGS_DIR names, and is as it was before";
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
    const { articles, problems } = await loadArticles(options.articlesDir);
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
    await confirmWhole(options.embeddingsDir, id, fingerprint);
    lock.confirm();
    await prune(options.embeddingsDir, await pointTo(options.embeddingsDir, id));
    forgetUnused(cache, counts.keys);
    const { embedded, cached } = counts;
    const seconds = (performance.now() - started) / 1000;
    return { generation: id, ...difference, ...sizes, embedded, cached, seconds, problems };
  } finally {
    cache?.close();
    await model?.close();
  }
}

function nothingDiffers({ added, changed, removed }: Difference): boolean {
  return added.length + changed.length + removed.length === 0;
}

/** The generation in use, if it passes every check; an index run is also how a damaged one is mended. */
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

/** Opens a new generation as those who will serve it do: a disk that filled up may have taken half of a file without a word. */
async function confirmWhole(embeddingsDir: string, id: string, fingerprint: string): Promise<void> {
  try {
    (await openGeneration(embeddingsDir, id, fingerprint)).close();
  } catch (cause) {
    if (!(cause instanceof IndexUnavailableError)) throw cause;
    throw new StorageError(
      'The index could not be written whole to the folder that EMBEDDINGS_DIR names, and is as it was before: the disk may be full or failing. ' +
        'Check it and its room, then run `npm run index` again.',
      { cause },
    );
  }
}

/** The new index serves already: a cache that can't be made smaller now is made so by the next run. */
function forgetUnused(cache: VectorCache, keys: Iterable<Buffer>): void {
  try {
    cache.keepOnly(keys);
  } catch (cause) {
    if (!isSqliteError(cause)) throw cause;
  }
}
