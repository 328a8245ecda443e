/** One question's outcome: the rank, from 0, of the first right result in the list; undefined when none is right. */
export interface Ranked {
  readonly rightAt: number | undefined;
  /** Whatever the system orders its answers by: higher where it is surer. */
  readonly certainty: number;
}

/** Share of questions whose first result is right. */
export function precisionAtOne(results: readonly Ranked[]): number {
  return mean(results.map(({ rightAt }) => Number(rightAt === 0)));
}

/** Share of questions with a right result among the first `depth`. */
export function hitAt(depth: number, results: readonly Ranked[]): number {
  return mean(results.map(({ rightAt }) => Number(rightAt !== undefined && rightAt < depth)));
}

/** Mean of 1 ⁄ rank of the first right result within the first `depth`, 0 where there is none. */
export function reciprocalRank(depth: number, results: readonly Ranked[]): number {
  return mean(results.map(({ rightAt }) => (rightAt !== undefined && rightAt < depth ? 1 / (rightAt + 1) : 0)));
}

/** Share of wrong first results among the `coverage` (0 to 1) of questions that the system is surest of. */
export function riskAt(coverage: number, results: readonly Ranked[]): number {
  const surest = [...results].sort((a, b) => b.certainty - a.certainty);
  return 1 - precisionAtOne(surest.slice(0, Math.max(1, Math.round(coverage * surest.length))));
}

/**
 * Area under the ROC curve: how often a value of `positives` is above one of `negatives`, ties counted half
 * (Mann–Whitney U). NaN when either is empty.
 */
export function auroc(positives: readonly number[], negatives: readonly number[]): number {
  const all = [
    ...positives.map((value) => ({ value, positive: 1 })),
    ...negatives.map((value) => ({ value, positive: 0 })),
  ];
  all.sort((a, b) => a.value - b.value);
  let rankSum = 0;
  for (let from = 0; from < all.length; ) {
    let to = from;
    while (to < all.length && all[to]?.value === all[from]?.value) to++;
    const rank = (from + 1 + to) / 2;
    for (const each of all.slice(from, to)) rankSum += each.positive * rank;
    from = to;
  }
  const pairs = positives.length * negatives.length;
  return (rankSum - (positives.length * (positives.length + 1)) / 2) / pairs;
}

/**
 * Expected calibration error over ten equal bins: the mean distance, weighted by count, between what was claimed and how
 * often it was right (Naeini et al., AAAI 2015). `bins` holds each bin's claimed mean, share right and count.
 */
export function calibration(claims: readonly { claimed: number; right: boolean }[]): {
  error: number;
  bins: { claimed: number; right: number; count: number }[];
} {
  const bins = Array.from({ length: 10 }, (_, index) => {
    const inside = claims.filter(({ claimed }) => Math.min(9, Math.floor(10 * claimed)) === index);
    return {
      claimed: mean(inside.map((each) => each.claimed)),
      right: mean(inside.map((each) => Number(each.right))),
      count: inside.length,
    };
  }).filter((bin) => bin.count > 0);
  const error = bins.reduce((sum, bin) => sum + (bin.count / claims.length) * Math.abs(bin.claimed - bin.right), 0);
  return { error, bins };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
