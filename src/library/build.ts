import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { loadArticles } from '../article/load.js';
import { passagesOf } from '../article/passages.js';
import { IndexUnavailableError } from '../errors.js';
import { LoadedModel } from '../search/embedding/model.js';
import type { LocalModel } from '../search/model/lock.js';
import { compareWithCurrent, type Difference } from './compare.js';
import { embedMissing } from './embed-missing.js';
import { currentGenerationId, type Generation, openGeneration } from './generation.js';
import { lockForIndexing } from './lock.js';
import { indexFingerprint } from './manifest.js';
import { cacheFile, generationsDir } from './paths.js';
import { type Pointer, pointTo } from './pointer.js';
import type { IndexMode, IndexProgress, IndexReport } from './types.js';
import { openVectorCache, type VectorCache } from './vector-cache.js';
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
 * @throws AlreadyIndexingError, NoArticlesError
 */
export async function buildLibrary(
  options: BuildOptions,
  onProgress: (progress: IndexProgress) => void,
): Promise<IndexReport> {
  const started = performance.now();
  const unlock = lockForIndexing(options.embeddingsDir);
  let cache: VectorCache | undefined;
  let model: LoadedModel | undefined;
  try {
    await removeUnfinished(options.embeddingsDir);
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

    model = await LoadedModel.load(options.model, options.threads);
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
    await prune(options.embeddingsDir, await pointTo(options.embeddingsDir, id));
    cache.keepOnly(counts.keys);
    const { embedded, cached } = counts;
    const seconds = (performance.now() - started) / 1000;
    return { generation: id, ...difference, ...sizes, embedded, cached, seconds, problems };
  } finally {
    cache?.close();
    await model?.close();
    unlock();
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

/** Only called under the lock, when no other run can be at work on these. */
async function removeUnfinished(embeddingsDir: string): Promise<void> {
  for (const name of await readdir(generationsDir(embeddingsDir)).catch(() => [])) {
    if (name.startsWith('.building-')) await rm(path.join(generationsDir(embeddingsDir), name), { recursive: true });
  }
}

/** Leaves the generation in use and the one that served before it: a process may still serve that, or go back to it. */
async function prune(embeddingsDir: string, { current, before }: Pointer): Promise<void> {
  for (const name of await readdir(generationsDir(embeddingsDir))) {
    if (name === current || name === before || name.startsWith('.')) continue;
    await rm(path.join(generationsDir(embeddingsDir), name), { recursive: true, force: true });
  }
}
