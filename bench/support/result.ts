/**
 * What every bench tells: figures, and each target with its limit and whether it was met. Printed as a table for
 * people, and as one last line of JSON for whatever reads it. No IO.
 */
export interface Target {
  value: number;
  /** `≥ limit` or `≤ limit`. */
  limit: string;
  met: boolean;
}

export interface BenchResult {
  bench: string;
  measured: Record<string, unknown>;
  targets: Record<string, Target>;
  ok: boolean;
}

export interface BenchOptions {
  /** A quick run that shows that the bench works; its figures mean nothing. */
  small: boolean;
}

const round = (value: number): number => Math.round(value * 1000) / 1000;

export const atLeast = (value: number, limit: number): Target => ({
  value: round(value),
  limit: `≥ ${limit}`,
  met: value >= limit,
});
export const atMost = (value: number, limit: number): Target => ({
  value: round(value),
  limit: `≤ ${limit}`,
  met: value <= limit,
});

export const benchResult = (
  bench: string,
  measured: Record<string, unknown>,
  targets: Record<string, Target>,
): BenchResult => ({ bench, measured, targets, ok: Object.values(targets).every((target) => target.met) });
