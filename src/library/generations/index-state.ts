import { stat } from 'node:fs/promises';
import { IndexUnavailableError } from '../../runtime/errors.js';
import type { IndexState, Serving } from '../reports.js';
import { currentGenerationId, type Generation } from './generation.js';
import type { Library } from './library.js';
import { generationPaths } from './paths.js';

/** Tells which generation serves, after taking up a newer one, or why none does. */
export function indexStateOf(library: Library, embeddingsDir: string): () => Promise<IndexState> {
  let told: Serving | undefined;

  async function describe({ id, manifest }: Generation): Promise<Serving> {
    if (told?.id === id) return told;
    const { manifest: file, store, vectors } = generationPaths(embeddingsDir, id);
    // What is open serves on, even when somebody took its files away.
    const sizes = await Promise.all(
      [file, store, vectors].map((each) =>
        stat(each).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
    );
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    told = { id, builtAt: manifest.builtAt, ...manifest.counts, bytes };
    return told;
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
