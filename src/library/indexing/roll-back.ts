import { IndexUnavailableError, NothingBeforeError, RollBackRefusedError } from '../../runtime/errors.js';
import { storageError } from '../../runtime/files/storage-error.js';
import { openGeneration } from '../generations/generation.js';
import { readManifest } from '../generations/manifest.js';
import { generationPaths } from '../generations/paths.js';
import { pointTo, readPointer } from '../generations/pointer.js';
import type { GenerationSummary, Generations, RollBackReport } from '../reports.js';
import { articlesOf, compare } from './compare.js';
import { lockForIndexing } from './lock.js';

/** The current and the previous generation; one whose manifest can't be read or does not fit is omitted. */
export async function generationsIn(embeddingsDir: string, fingerprint: string): Promise<Generations> {
  const { current, before } = await readPointer(embeddingsDir);
  const summaries = await Promise.all([current, before].map((id) => summaryOf(embeddingsDir, id, fingerprint)));
  return { current: summaries[0], before: summaries[1] };
}

/**
 * Returns to the previous generation after checking it completely. The current one becomes the previous one, so another roll-back
 * undoes this one. Articles on disk are not changed. With `expected`, it only rolls back if the two generations are still those.
 * @throws AlreadyIndexingError, NothingBeforeError, RollBackRefusedError
 */
export async function rollBack(
  embeddingsDir: string,
  fingerprint: string,
  expected?: { readonly from: string; readonly to: string },
): Promise<RollBackReport> {
  const lock = lockForIndexing(embeddingsDir);
  try {
    const { current, before } = await readPointer(embeddingsDir);
    if (!before || before === current) throw new NothingBeforeError('There is no previous index.');
    if (expected && (expected.from !== current || expected.to !== before)) {
      throw new RollBackRefusedError('The current index has changed in the meantime.', 'changed');
    }
    const { id, manifest, close } = await openGeneration(embeddingsDir, before, fingerprint).catch((cause) => {
      if (!(cause instanceof IndexUnavailableError)) throw cause;
      throw new RollBackRefusedError(
        `The previous index can't be used, so the current one stays: ${cause.message}`,
        'unusable',
        { cause },
      );
    });
    close();
    const [was, now] = [
      await articlesOf(embeddingsDir, current, fingerprint),
      await articlesOf(embeddingsDir, id, fingerprint),
    ];
    await pointTo(embeddingsDir, id);
    const { builtAt, counts } = manifest;
    return { id, builtAt, articles: counts.articles, from: current, ...compare(was, now) };
  } catch (cause) {
    const what = "The index can't be rolled back in the folder that EMBEDDINGS_DIR names";
    throw storageError(cause, what, 'run `npm run index -- --roll-back` again') ?? cause;
  } finally {
    lock.release();
  }
}

async function summaryOf(
  embeddingsDir: string,
  id: string | undefined,
  fingerprint: string,
): Promise<GenerationSummary | undefined> {
  if (!id) return undefined;
  try {
    const { builtAt, counts } = await readManifest(generationPaths(embeddingsDir, id), fingerprint);
    return { id, builtAt, articles: counts.articles };
  } catch (cause) {
    if (cause instanceof IndexUnavailableError) return undefined;
    throw cause;
  }
}
