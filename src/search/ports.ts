/** Which side of a search a text is on; models may prefix or pool the two differently. */
export type EmbeddingRole = 'query' | 'passage';

/** Turns texts into unit vectors. */
export interface Embedder {
  /** Identifies everything that changes the vectors: model, weights, pooling, prefixes. */
  readonly fingerprint: string;
  readonly dimensions: number;
  /** One vector of `dimensions` numbers and length 1 for each text, in the order given. */
  embed(texts: readonly string[], role: EmbeddingRole, signal?: AbortSignal): Promise<Float32Array[]>;
  close(): Promise<void>;
}

/** A result of a search: `id` is the passage's (or sentence's) number in the store. Higher scores are better. */
export interface Hit {
  readonly id: number;
  readonly score: number;
}

/** Approximate nearest neighbours by cosine similarity. */
export interface VectorIndex {
  readonly size: number;
  add(id: number, vector: Float32Array): void;
  /** The `limit` nearest at most, best first; `score` is the cosine similarity, −1 to 1. */
  search(vector: Float32Array, limit: number): Hit[];
  save(file: string): Promise<void>;
}
