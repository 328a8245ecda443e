/** A question's candidates for fitting: a row of features each, and which of them are right. */
interface Listwise {
  readonly rows: readonly Float64Array[];
  readonly right: readonly boolean[];
}

const STEPS = 400;
const RATE = 0.05;

/**
 * Weights of a linear ranking that minimise the listwise loss −log(Σ right softmax ⁄ Σ all softmax) with an L2 penalty, by
 * full-batch Adam (Cao et al., ICML 2007; Kingma and Ba, ICLR 2015).
 */
export function fitRanking(lists: readonly Listwise[], dimensions: number, penalty = 1e-4): Float64Array {
  const usable = lists.filter(({ right }) => right.includes(true) && right.includes(false));
  return adam(dimensions, (weights, gradient) => {
    for (const { rows, right } of usable) {
      const logits = rows.map((row) => dot(weights, row));
      const all = softmax(logits);
      const good = softmax(logits.map((logit, at) => (right[at] ? logit : Number.NEGATIVE_INFINITY)));
      rows.forEach((row, at) => {
        add(gradient, row, ((all[at] ?? 0) - (good[at] ?? 0)) / usable.length);
      });
    }
    add(gradient, weights, penalty);
  });
}

/**
 * Weights of a logistic regression, by full-batch Adam; rows hold a constant for the bias where one is wanted. The first
 * `rising` weights are kept from falling below 0, as evidence that can only speak for a label. `shares` says how much each
 * row counts; 1 where it is not given.
 */
export function fitLogistic(
  rows: readonly Float64Array[],
  labels: readonly boolean[],
  { rising = 0, penalty = 1e-4, shares }: { rising?: number; penalty?: number; shares?: readonly number[] } = {},
): Float64Array {
  const total = shares?.reduce((sum, share) => sum + share, 0) ?? rows.length;
  const gradientOf = (weights: Float64Array, gradient: Float64Array) => {
    rows.forEach((row, at) => {
      const error = 1 / (1 + Math.exp(-dot(weights, row))) - Number(labels[at]);
      add(gradient, row, ((shares?.[at] ?? 1) * error) / total);
    });
    add(gradient, weights, penalty);
  };
  return adam(rows[0]?.length ?? 0, gradientOf, rising);
}

/** The weighted sum of a row. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}

function adam(
  dimensions: number,
  gradientOf: (weights: Float64Array, gradient: Float64Array) => void,
  rising = 0,
): Float64Array {
  const weights = new Float64Array(dimensions);
  const mean = new Float64Array(dimensions);
  const square = new Float64Array(dimensions);
  for (let step = 1; step <= STEPS; step++) {
    const gradient = new Float64Array(dimensions);
    gradientOf(weights, gradient);
    const rate = RATE * Math.min(1, (2 * (STEPS - step)) / STEPS);
    for (const [index, slope] of gradient.entries()) {
      mean[index] = 0.9 * (mean[index] ?? 0) + 0.1 * slope;
      square[index] = 0.999 * (square[index] ?? 0) + 0.001 * slope * slope;
      const corrected = (mean[index] ?? 0) / (1 - 0.9 ** step);
      const scale = Math.sqrt((square[index] ?? 0) / (1 - 0.999 ** step)) + 1e-8;
      const moved = (weights[index] ?? 0) - (rate * corrected) / scale;
      weights[index] = index < rising ? Math.max(0, moved) : moved;
    }
  }
  return weights;
}

function softmax(logits: readonly number[]): number[] {
  const most = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

function add(target: Float64Array, row: Float64Array, factor: number): void {
  for (let index = 0; index < row.length; index++) target[index] = (target[index] ?? 0) + factor * (row[index] ?? 0);
}
