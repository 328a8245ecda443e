import type { Hit } from './ports.js';

/** The constant that Cormack, Clarke and Büttcher (SIGIR 2009) found to work across collections. */
const K = 60;

/** Reciprocal rank fusion: Σ 1 ⁄ (K + rank) over the rankings, each a list of ids with the best first. Ties by id. */
export function reciprocalRankFusion(rankings: readonly (readonly number[])[]): Hit[] {
  const scores = new Map<number, number>();
  for (const ranking of rankings) {
    ranking.forEach((id, rank) => {
      scores.set(id, (scores.get(id) ?? 0) + 1 / (K + rank + 1));
    });
  }
  return [...scores].map(([id, score]) => ({ id, score })).sort((a, b) => b.score - a.score || a.id - b.id);
}
