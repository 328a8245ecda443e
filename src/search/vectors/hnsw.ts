import hnswlib from 'hnswlib-node';
import type { Hit, VectorIndex } from '../ports.js';

/** Neighbours per node, and candidates examined while building: hnswlib's defaults, recall .998 at 100,000 vectors. */
const M = 16;
const EF_CONSTRUCTION = 200;
/** Minimum number of candidates examined while searching; hnswlib resets it to 10 on load. */
const EF_SEARCH = 64;

/** Up to this many allowed vectors, each is compared: with a selective filter, hnswlib visits nearly all others. */
const COMPARED_EACH = 1000;

/** An HNSW index of unit vectors (hnswlib). A search blocks for some tenths of a millisecond at 100,000 vectors. */
export class HnswIndex implements VectorIndex {
  private constructor(private readonly index: hnswlib.HierarchicalNSW) {}

  static create(dimensions: number, capacity: number): HnswIndex {
    const index = new hnswlib.HierarchicalNSW('ip', dimensions);
    index.initIndex({ maxElements: Math.max(1, capacity), m: M, efConstruction: EF_CONSTRUCTION, randomSeed: 1 });
    return new HnswIndex(index);
  }

  /** @throws hnswlib's error when the file is missing or is not an index with this many dimensions. */
  static async open(file: string, dimensions: number): Promise<HnswIndex> {
    const index = new hnswlib.HierarchicalNSW('ip', dimensions);
    await index.readIndex(file);
    return new HnswIndex(index);
  }

  get size(): number {
    return this.index.getCurrentCount();
  }

  add(id: number, vector: Float32Array): void {
    if (this.size >= this.index.getMaxElements()) this.index.resizeIndex(this.index.getMaxElements() * 2);
    this.index.addPoint([...vector], id);
  }

  search(vector: Float32Array, limit: number, among?: ReadonlySet<number>): Hit[] {
    const count = Math.min(limit, this.size, among?.size ?? limit);
    if (count === 0) return [];
    if (among && among.size <= COMPARED_EACH) return this.compareEach(vector, count, among);
    this.index.setEf(Math.max(EF_SEARCH, 2 * count));
    // Calling back the filter for each candidate is slow, but the search continues until enough pass.
    const filter = among && ((id: number) => among.has(id));
    const { neighbors, distances } = this.index.searchKnn([...vector], count, filter);
    return neighbors.map((id, rank) => ({ id, score: 1 - (distances[rank] ?? 1) }));
  }

  private compareEach(vector: Float32Array, count: number, among: ReadonlySet<number>): Hit[] {
    const hits = Array.from(among, (id) => {
      const point = this.index.getPoint(id);
      return { id, score: vector.reduce((sum, value, at) => sum + value * (point[at] ?? 0), 0) };
    });
    return hits.sort((a, b) => b.score - a.score || a.id - b.id).slice(0, count);
  }

  async save(file: string): Promise<void> {
    await this.index.writeIndex(file);
  }
}
