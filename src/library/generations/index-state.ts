import { stat } from 'node:fs/promises';
import { IndexUnavailableError } from '../../runtime/errors.js';
import type { IndexState, Serving } from '../reports.js';
import { currentGenerationId, type Generation } from './generation.js';
import type { Library } from './library.js';
import { generationPaths } from './paths.js';

/** Describes the current generation, after switching to a newer one if there is one, or why none serves. */
export function indexStateOf(library: Library, embeddingsDir: string): () => Promise<IndexState> {
  let described: Serving | undefined;

  async function describe({ id, manifest }: Generation): Promise<Serving> {
    if (described?.id === id) return described;
    const { manifest: file, store, vectors } = generationPaths(embeddingsDir, id);
    // An open generation keeps working even if its files were removed.
    const sizes = await Promise.all(
      [file, store, vectors].map((each) =>
        stat(each).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
    );
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    described = { id, builtAt: manifest.builtAt, ...manifest.counts, bytes };
    return described;
  }

  return async () => {
    try {
      return { kind: 'serving', serving: await describe(await library.current()) };
    } catch (cause) {
      if (!(cause instanceof IndexUnavailableError)) throw cause;
      const id = await currentGenerationId(embeddingsDir);
      return { kind: id === undefined ? 'missing' : 'unusable', cause };
    }
  };
}
