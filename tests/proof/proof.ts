/**
 * What every proof of `npm run proof` is: cases that follow from a seed alone, each of which ends well or tells what was
 * violated. `npm test` runs a few cases of each, `npm run proof` all of them; one is replayed by its seed. No IO.
 */
import type { AdminSdk } from '../support/adminSdk.ts';

export interface ProofRun {
  /** The stack under attack is where `stack()` says; this is the Admin SDK on it. */
  admin: AdminSdk;
  /** One case each. A proof that enumerates its cases takes a seed for the case's number. */
  seeds: readonly number[];
  /** Tells how far it is. */
  say: (line: string) => void;
}

export interface ProofReport {
  /** How many cases ran to their end. */
  cases: number;
  /** What must never be, each beginning with `seed N: `. Empty where the proof holds. */
  violations: string[];
  /** How often each thing happened: a proof in which nothing happened proves nothing. */
  counts: Record<string, number>;
}

export interface Proof {
  name: string;
  /** One line: what holds when it passes. */
  claim: string;
  /** The seeds of the whole proof. */
  allSeeds: () => readonly number[];
  run: (run: ProofRun) => Promise<ProofReport>;
}

/** 1, 2, … `count`. */
export const seedsTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);
