/** One question's outcome: the rank, from 0, of the first right result; undefined if none is right. */
export interface Ranked {
  readonly rightAt: number | undefined;
  /** The value by which the system orders its answers: higher means more certain. */
  readonly certainty: number;
}

/** The share of questions whose first result is right; NaN, as for the next two, without questions. */
export function precisionAtOne(results: readonly Ranked[]): number {
  return mean(results.map(({ rightAt }) => Number(rightAt === 0)));
}

/** The share of questions with a right result among the first `depth`. */
export function hitAt(depth: number, results: readonly Ranked[]): number {
  return mean(results.map(({ rightAt }) => Number(rightAt !== undefined && rightAt < depth)));
}

/** The mean of 1 ⁄ rank of the first right result within the first `depth`; 0 if there is none. */
export function reciprocalRank(depth: number, results: readonly Ranked[]): number {
  return mean(results.map(({ rightAt }) => (rightAt !== undefined && rightAt < depth ? 1 / (rightAt + 1) : 0)));
}

/** The share of wrong first results among the `coverage` (0 to 1) of questions with the most certainty. */
export function riskAt(coverage: number, results: readonly Ranked[]): number {
  const surest = [...results].sort((a, b) => b.certainty - a.certainty);
  return 1 - precisionAtOne(surest.slice(0, Math.max(1, Math.round(coverage * surest.length))));
}

/**
 * Area under the ROC curve: how often a value of `positives` is above one of `negatives`, with ties counted half (Mann–Whitney U).
 * NaN when either is empty.
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

/** The confidence claimed for a first result, whether it was right, and the weight of the question. */
export interface Claim {
  readonly claimed: number;
  readonly right: boolean;
  readonly share: number;
}

/**
 * The share of answerable questions for which the confidence is calibrated: people mostly ask when they expect an answer, but not
 * always.
 */
export const ANSWERABLE = 2 / 3;

/** Weights claims so that the answerable ones make up the share `answerable` (0 to 1) of all. */
export function inMix(
  answerable: number,
  claims: readonly (Omit<Claim, 'share'> & { readonly answerable: boolean })[],
): Claim[] {
  const count = claims.filter((each) => each.answerable).length;
  const ofEach = answerable / count;
  const ofOthers = (1 - answerable) / (claims.length - count);
  return claims.map(({ claimed, right, answerable: is }) => ({ claimed, right, share: is ? ofEach : ofOthers }));
}

/** The result of giving only answers with at least a certain confidence: the share given, and the share of those that are wrong. */
export interface RiskAtCoverage {
  readonly claimed: number;
  readonly coverage: number;
  readonly risk: number;
}

/**
 * The curve of risk against coverage, one point for each distinct confidence, highest first (El-Yaniv and Wiener, JMLR 2010). Any
 * answer to an unanswerable question is wrong.
 */
export function riskCoverage(claims: readonly Claim[]): RiskAtCoverage[] {
  const total = sum(claims.map((each) => each.share));
  const surest = [...claims].sort((a, b) => b.claimed - a.claimed);
  const curve: RiskAtCoverage[] = [];
  let given = 0;
  let wrong = 0;
  surest.forEach(({ claimed, right, share }, at) => {
    given += share;
    if (!right) wrong += share;
    if (surest[at + 1]?.claimed !== claimed) curve.push({ claimed, coverage: given / total, risk: wrong / given });
  });
  return curve;
}

/**
 * Expected calibration error over ten equal bins: the mean difference between claimed confidence and share right (Naeini et al., AAAI
 * 2015). `bins` has each bin's mean confidence, share right, and share of all claims.
 */
export function calibration(claims: readonly Claim[]): {
  error: number;
  bins: { claimed: number; right: number; share: number }[];
} {
  const total = sum(claims.map((each) => each.share));
  const bins = Array.from({ length: 10 }, (_, index) => {
    const inside = claims.filter(({ claimed }) => Math.min(9, Math.floor(10 * claimed)) === index);
    const share = sum(inside.map((each) => each.share));
    const averaged = (value: (claim: Claim) => number) => sum(inside.map((each) => each.share * value(each))) / share;
    return {
      claimed: averaged((each) => each.claimed),
      right: averaged((each) => Number(each.right)),
      share: share / total,
    };
  }).filter((bin) => bin.share > 0);
  return { error: sum(bins.map((bin) => bin.share * Math.abs(bin.claimed - bin.right))), bins };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}
