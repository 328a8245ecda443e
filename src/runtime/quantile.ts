/**
 * The value below which a share (0 to 1) of the values lies; 0 if there are none. If the share ends between two values, the result is
 * the upper one or, with `'lower'`, the lower one (nearest rank).
 */
export function quantile(values: readonly number[], share: number, between: 'lower' | 'upper' = 'upper'): number {
  const sorted = [...values].sort((one, other) => one - other);
  const rank = share * sorted.length;
  const at = between === 'upper' ? Math.floor(rank) : Math.ceil(rank) - 1;
  return sorted[Math.min(Math.max(at, 0), sorted.length - 1)] ?? 0;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
