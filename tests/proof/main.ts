/**
 * `npm run proof [-- NAME] [--seed N]`: attacks a stack of its own with every proof, or with the named one; `--seed`
 * replays one case of it. Tells the seeds it runs, how far it is, what happened, and each violation with the command
 * that replays it. The last line has the totals. Exit 1 where something was violated, or where nothing happened.
 * IO: processes, the terminal.
 */
import { parseArgs } from 'node:util';
import type { AdminSdk } from '../support/adminSdk.ts';
import { withOwnStack } from '../support/ownStack.ts';
import { badInput } from './badInput.ts';
import { contention } from './contention.ts';
import { crashes } from './crashes.ts';
import { providers } from './providers.ts';
import { webhooks } from './webhooks.ts';
import type { Proof, ProofReport } from './proof.ts';

const proofs: readonly Proof[] = [contention, webhooks, crashes, badInput, providers];
const portsFrom = 22_000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function readArguments(): { chosen: readonly Proof[]; seed: number | undefined } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { seed: { type: 'string' } },
  });
  const [name] = positionals;
  const chosen = name === undefined ? proofs : proofs.filter((proof) => proof.name === name);
  const seed = values.seed === undefined ? undefined : Number(values.seed);
  const isSeedWrong = seed !== undefined && (name === undefined || !Number.isInteger(seed) || seed < 1);
  if (chosen.length > 0 && positionals.length < 2 && !isSeedWrong) return { chosen, seed };
  say('Usage: npm run proof [-- NAME [--seed N]]');
  say(`NAME is one of: ${proofs.map((proof) => proof.name).join(', ')}. N, from 1, is one of its seeds.`);
  process.exit(2);
}

const tellSeeds = (seeds: readonly number[]): string =>
  seeds.length === 1 ? `seed ${seeds[0]}` : `seeds ${seeds[0]} to ${seeds.at(-1)} (${seeds.length})`;

function tellReport({ name }: Proof, report: ProofReport, seconds: number): void {
  for (const [what, count] of Object.entries(report.counts)) say(`  ${what.padEnd(28)} ${count}`);
  for (const violation of report.violations) {
    say(`✗ ${violation}`);
    const seed = /^seed (\d+): /.exec(violation)?.[1];
    if (seed !== undefined && seed !== '0') say(`  replay: npm run proof -- ${name} --seed ${seed}`);
  }
  const isGood = report.violations.length === 0 && report.cases > 0;
  say(`${isGood ? '✓' : '✗'} ${name}: ${report.cases} cases, ${seconds.toFixed(0)} s`);
}

async function runProof(admin: AdminSdk, proof: Proof, seed: number | undefined): Promise<ProofReport> {
  const seeds = seed === undefined ? proof.allSeeds() : [seed];
  say(`\n━━ ${proof.name}: ${proof.claim}`);
  say(`  ${tellSeeds(seeds)}`);
  const startedAt = performance.now();
  const report = await proof
    .run({ admin, seeds, say: (line) => say(`  ${line}`) })
    // A proof that breaks off has proved nothing; the others still run.
    .catch((error: unknown): ProofReport => {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return { cases: 0, violations: [`broke off: ${reason}`], counts: {} };
    });
  tellReport(proof, report, (performance.now() - startedAt) / 1000);
  return report;
}

const { chosen, seed } = readArguments();
const startedAt = performance.now();
const reports = await withOwnStack(portsFrom, async (admin) => {
  const made: ProofReport[] = [];
  for (const proof of chosen) made.push(await runProof(admin, proof, seed));
  return made;
});
const cases = reports.reduce((sum, report) => sum + report.cases, 0);
const violations = reports.reduce((sum, report) => sum + report.violations.length, 0);
const isEmpty = reports.some((report) => report.cases === 0);
const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1);
say(`\n${reports.length} proofs, ${cases} cases, ${violations} violations, ${minutes} min`);
process.exit(violations > 0 || isEmpty ? 1 : 0);
