import path from 'node:path';

/** Where a generation's files are in the embeddings folder. */
export interface GenerationPaths {
  readonly folder: string;
  readonly manifest: string;
  readonly store: string;
  readonly vectors: string;
}

export function generationPaths(embeddingsDir: string, id: string): GenerationPaths {
  return pathsIn(path.join(generationsDir(embeddingsDir), id));
}

export function pathsIn(folder: string): GenerationPaths {
  return {
    folder,
    manifest: path.join(folder, 'manifest.json'),
    store: path.join(folder, 'library.db'),
    vectors: path.join(folder, 'vectors.hnsw'),
  };
}

export function generationsDir(embeddingsDir: string): string {
  return path.join(embeddingsDir, 'generations');
}

/** A small file that names the current and the previous generation; see pointer.ts. */
export function pointerFile(embeddingsDir: string): string {
  return path.join(embeddingsDir, 'current');
}

export function cacheFile(embeddingsDir: string): string {
  return path.join(embeddingsDir, 'vector-cache.db');
}

export function lockFile(embeddingsDir: string): string {
  return path.join(embeddingsDir, 'index-lock.db');
}
