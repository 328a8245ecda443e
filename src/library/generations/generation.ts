import { IndexUnavailableError } from '../../runtime/errors.js';
import { sha256Of } from '../../search/model/files.js';
import type { PassageStore, VectorIndex } from '../../search/ports.js';
import { openStore } from '../../search/store/sqlite-store.js';
import { HnswIndex } from '../../search/vectors/hnsw.js';
import { guarded } from './guarded-store.js';
import { type Manifest, REBUILD, readManifest } from './manifest.js';
import { generationPaths } from './paths.js';
import { readPointer } from './pointer.js';

/** An open generation that answers questions. */
export interface Generation {
  readonly id: string;
  readonly manifest: Manifest;
  readonly store: PassageStore;
  readonly vectors: VectorIndex;
  /** Whether data was read from it that differs from what was written. */
  readonly isDamaged: boolean;
  close(): void;
}

/** The id of the current generation, or undefined if there is none yet. */
export async function currentGenerationId(embeddingsDir: string): Promise<string | undefined> {
  return (await readPointer(embeddingsDir)).current;
}

/**
 * Opens a generation after checking its files against its manifest.
 * @throws IndexUnavailableError that says what is wrong and what to run.
 */
export async function openGeneration(embeddingsDir: string, id: string, fingerprint: string): Promise<Generation> {
  const paths = generationPaths(embeddingsDir, id);
  const manifest = await readManifest(paths, fingerprint);
  for (const [file, expected] of [
    [paths.store, manifest.checksums.store],
    [paths.vectors, manifest.checksums.vectors],
  ] as const) {
    const actual = await sha256Of(file).catch((cause) => {
      throw new IndexUnavailableError(`A file of the index can't be read: ${cause.message}. ${REBUILD}`, { cause });
    });
    if (actual !== expected) {
      throw new IndexUnavailableError(
        `A file of the index is damaged: ${file} does not match its checksum. ${REBUILD}`,
      );
    }
  }
  try {
    const vectors = await HnswIndex.open(paths.vectors, manifest.dimensions);
    const { store, damage } = guarded(openStore(paths.store));
    return {
      ...{ id, manifest, store, vectors },
      get isDamaged() {
        return damage() !== undefined;
      },
      close: () => store.close(),
    };
  } catch (cause) {
    throw new IndexUnavailableError(`The index can't be opened: ${(cause as Error).message}. ${REBUILD}`, { cause });
  }
}
