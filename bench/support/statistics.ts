/** Order statistics of samples. No IO. */

/** The smallest sample that at least `share` (0–1) of all do not exceed; 0 for none. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

export const median = (samples: readonly number[]): number => percentile(samples, 0.5);
