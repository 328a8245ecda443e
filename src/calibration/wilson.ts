/** The 97.5th percentile of the normal distribution; 95 % lies between −Z and Z. */
const Z = 1.959964;

/**
 * The 95 % confidence interval of a share when `count` of `total` were counted (Wilson, JASA 1927). It also holds for few and for
 * none counted; with a `total` of 0 it is 0 to 1.
 */
export function wilson(count: number, total: number): { readonly low: number; readonly high: number } {
  if (total === 0) return { low: 0, high: 1 };
  const share = count / total;
  const scale = 1 + Z ** 2 / total;
  const middle = (share + Z ** 2 / (2 * total)) / scale;
  const half = (Z * Math.sqrt((share * (1 - share)) / total + Z ** 2 / (4 * total ** 2))) / scale;
  return { low: count === 0 ? 0 : middle - half, high: count === total ? 1 : middle + half };
}
