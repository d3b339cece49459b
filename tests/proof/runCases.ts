/**
 * Runs the cases of a proof, a few at once, in the order of their seeds: each tells its violations, and a case that
 * throws is one. No IO of its own.
 */
import type { ProofReport, ProofRun } from './proof.ts';

export interface CaseReport {
  violations: string[];
  /** What happened in it: each adds one to its count. */
  happened: string[];
}

/** How often it is told how far it is. */
const tellings = 10;

export async function runCases(
  { seeds, say }: Pick<ProofRun, 'seeds' | 'say'>,
  atOnce: number,
  runCase: (seed: number) => Promise<CaseReport>,
): Promise<ProofReport> {
  const waiting = [...seeds];
  const report: ProofReport = { cases: 0, violations: [], counts: {} };
  const tellEvery = Math.max(1, Math.ceil(seeds.length / tellings));
  const work = async (): Promise<void> => {
    for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
      const number = seed;
      const { violations, happened } = await runCase(number).catch(
        // Whatever a case throws is the product's or the proof's failure; either way it is told.
        (error: unknown): CaseReport => ({
          violations: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
          happened: [],
        }),
      );
      report.violations.push(...violations.map((line) => `seed ${number}: ${line}`));
      for (const name of happened) report.counts[name] = (report.counts[name] ?? 0) + 1;
      report.cases += 1;
      if (report.cases % tellEvery === 0)
        say(`${report.cases} of ${seeds.length}, ${report.violations.length} violations`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return report;
}
