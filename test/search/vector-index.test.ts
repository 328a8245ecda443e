import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { VectorIndex } from '../../src/search/ports.js';
import { HnswIndex } from '../../src/search/vectors/hnsw.js';
import { temporaryFolder } from '../support/folders.js';

const DIMENSIONS = 32;

/** The contract for every vector index. */
function vectorIndexContract(
  name: string,
  create: (capacity: number) => VectorIndex,
  open: (file: string) => Promise<VectorIndex>,
) {
  describe(`${name} as a VectorIndex`, () => {
    test('finds the nearest by cosine, best first', () => {
      const vectors = randomUnitVectors(500);
      const index = create(500);
      vectors.forEach((vector, id) => {
        index.add(id, vector);
      });
      let found = 0;
      for (const query of randomUnitVectors(50, 7)) {
        const hits = index.search(query, 10);
        expect(hits.map((hit) => hit.score)).toEqual([...hits.map((hit) => hit.score)].sort((a, b) => b - a));
        for (const hit of hits) expect(hit.score).toBeCloseTo(dot(query, vectors[hit.id] as Float32Array), 4);
        const exact = vectors
          .map((vector, id) => ({ id, score: dot(query, vector) }))
          .sort((a, b) => b.score - a.score);
        const truth = new Set(exact.slice(0, 10).map((hit) => hit.id));
        found += hits.filter((hit) => truth.has(hit.id)).length;
      }
      expect(found / 500).toBeGreaterThan(0.98);
    });

    test('finds the nearest among given ids, however few and distant', () => {
      const vectors = randomUnitVectors(2000);
      const index = create(2000);
      vectors.forEach((vector, id) => {
        index.add(id, vector);
      });
      for (const [query, share] of [1, 3, 70, 1900].flatMap((every) =>
        randomUnitVectors(5, every).map((each) => [each, every] as const),
      )) {
        const among = new Set([...vectors.keys()].filter((id) => id % share === 0));
        const exact = [...among].sort(
          (a, b) => dot(query, vectors[b] as Float32Array) - dot(query, vectors[a] as Float32Array),
        );
        const hits = index.search(query, 20, among);
        expect(hits).toHaveLength(Math.min(20, among.size));
        expect(hits.every((hit) => among.has(hit.id))).toBe(true);
        expect(hits.filter((hit) => exact.slice(0, 20).includes(hit.id)).length).toBeGreaterThanOrEqual(
          hits.length - 1,
        );
      }
      expect(index.search(vectors[0] as Float32Array, 5, new Set())).toEqual([]);
    });

    test('returns what it has when asked for more, and nothing when empty', () => {
      const index = create(1);
      expect(index.search(randomUnitVectors(1)[0] as Float32Array, 5)).toEqual([]);
      index.add(42, randomUnitVectors(1)[0] as Float32Array);
      expect(index.search(randomUnitVectors(1)[0] as Float32Array, 5)).toEqual([
        { id: 42, score: expect.closeTo(1, 4) },
      ]);
    });

    test('accepts more vectors than its initial capacity', () => {
      const index = create(2);
      for (const [id, vector] of randomUnitVectors(20).entries()) index.add(id, vector);
      expect(index.size).toBe(20);
    });

    test('gives the same results after saving and opening', async () => {
      const file = path.join(await temporaryFolder(), 'index');
      const index = create(300);
      for (const [id, vector] of randomUnitVectors(300).entries()) index.add(id, vector);
      await index.save(file);
      const opened = await open(file);
      expect(opened.size).toBe(300);
      for (const query of randomUnitVectors(20, 3)) expect(opened.search(query, 20)).toEqual(index.search(query, 20));
    });

    test('refuses a file that is not an index', async () => {
      await expect(open(path.join(await temporaryFolder(), 'missing'))).rejects.toThrow();
    });
  });
}

vectorIndexContract(
  'HNSW',
  (capacity) => HnswIndex.create(DIMENSIONS, capacity),
  (file) => HnswIndex.open(file, DIMENSIONS),
);

function randomUnitVectors(count: number, seed = 1): Float32Array[] {
  let state = seed;
  const random = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647 - 0.5;
  };
  return Array.from({ length: count }, () => {
    const vector = Float32Array.from({ length: DIMENSIONS }, random);
    const length = Math.hypot(...vector);
    return vector.map((value) => value / length);
  });
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}
