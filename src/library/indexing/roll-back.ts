import { IndexUnavailableError, NothingBeforeError, RollBackRefusedError } from '../../runtime/errors.js';
import { storageError } from '../../runtime/files/storage-error.js';
import { openGeneration } from '../generations/generation.js';
import { readManifest } from '../generations/manifest.js';
import { generationPaths } from '../generations/paths.js';
import { pointTo, readPointer } from '../generations/pointer.js';
import type { GenerationSummary, Generations, RollBackReport } from '../reports.js';
import { articlesOf, compare } from './compare.js';
import { lockForIndexing } from './lock.js';

/** The generation in use and the one that served before it; one whose manifest can't be read or does not fit is left out. */
export async function generationsIn(embeddingsDir: string, fingerprint: string): Promise<Generations> {
  const { current, before } = await readPointer(embeddingsDir);
  const summaries = await Promise.all([current, before].map((id) => summaryOf(embeddingsDir, id, fingerprint)));
  return { current: summaries[0], before: summaries[1] };
}

/**
 * Lets the generation that served before the present one serve again, after checking it whole; the present one becomes the
 * one before, so that another roll-back undoes this one. Articles on disk are left alone. With `expected`, only if those two
 * are still the ones.
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
    if (!before || before === current) throw new NothingBeforeError('There is no index from before this one.');
    if (expected && (expected.from !== current || expected.to !== before)) {
      throw new RollBackRefusedError('Another index has come to serve meanwhile.', 'changed');
    }
    const { id, manifest, close } = await openGeneration(embeddingsDir, before, fingerprint).catch((cause) => {
      if (!(cause instanceof IndexUnavailableError)) throw cause;
      throw new RollBackRefusedError(
        `The index from before can't serve, so the present one goes on: ${cause.message}`,
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
