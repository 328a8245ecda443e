import { mixed } from './shingles.js';

/**
 * Bands of rows: texts that share half their shingles have a band in common 99 times in 100; texts that share a tenth, 3 times.
 */
const BANDS = 32;
const ROWS = 3;
const FACTORS = Uint32Array.from({ length: BANDS * ROWS }, (_, at) => mixed(2 * at + 1) | 1);
const SUMMANDS = Uint32Array.from({ length: BANDS * ROWS }, (_, at) => mixed(2 * at + 2));

/**
 * The lowest value of each of several hash functions over a set, several of them combined into one number for each band. The share
 * of values that two sets agree in estimates their resemblance (Broder, On the resemblance and containment of documents, 1997); sets
 * that agree in a whole band are worth comparing (Indyk and Motwani's locality-sensitive hashing, 1998).
 */
export function bandsOf(set: Uint32Array): number[] {
  const least = new Uint32Array(BANDS * ROWS).fill(0xff_ff_ff_ff);
  for (let row = 0; row < least.length; row++) {
    const [factor, summand] = [FACTORS[row] ?? 1, SUMMANDS[row] ?? 0];
    let min = 0xff_ff_ff_ff;
    for (let at = 0; at < set.length; at++) {
      const value = (Math.imul(set[at] ?? 0, factor) + summand) >>> 0;
      if (value < min) min = value;
    }
    least[row] = min;
  }
  return Array.from({ length: BANDS }, (_, band) => {
    let hash = band;
    for (let row = band * ROWS; row < (band + 1) * ROWS; row++) hash = mixed(Math.imul(hash, 31) + (least[row] ?? 0));
    return hash;
  });
}

/** Stores sets and finds them by the bands that they share with another set. */
export class Bands {
  private readonly buckets = Array.from({ length: BANDS }, () => new Map<number, number[]>());

  add(id: number, bands: readonly number[]): void {
    for (const [at, bucket] of this.buckets.entries()) {
      const key = bands[at] ?? 0;
      const known = bucket.get(key);
      if (known) known.push(id);
      else bucket.set(key, [id]);
    }
  }

  /** The sets that share most bands, at most `limit`: the limit keeps the time for finding copies linear. */
  alike(bands: readonly number[], limit: number): number[] {
    const counts = new Map<number, number>();
    for (const [at, bucket] of this.buckets.entries()) {
      for (const id of (bucket.get(bands[at] ?? 0) ?? []).slice(0, limit)) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    return [...counts]
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, limit)
      .map(([id]) => id);
  }
}
