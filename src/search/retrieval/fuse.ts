import type { Hit } from '../ports.js';

/** The constant that Cormack, Clarke and Büttcher (SIGIR 2009) found to work for all their collections. */
const K = 60;

/**
 * Reciprocal rank fusion: Σ weight ⁄ (60 + rank) over the rankings, each a list of ids with the best first. Without weights,
 * every ranking counts 1. Equal scores are ordered by id.
 */
export function reciprocalRankFusion(rankings: readonly (readonly number[])[], weights?: readonly number[]): Hit[] {
  const scores = new Map<number, number>();
  for (const [number, ranking] of rankings.entries()) {
    const weight = weights?.[number] ?? 1;
    for (const [rank, id] of ranking.entries()) scores.set(id, (scores.get(id) ?? 0) + weight / (K + rank + 1));
  }
  return [...scores].map(([id, score]) => ({ id, score })).sort((a, b) => b.score - a.score || a.id - b.id);
}
