/**
 * `npm test`, and each of its stages alone: runs them one after another, goes on after one that failed, and ends with the
 * real totals: the last line is `N passed, N failed`. A checking stage counts one a tool, a testing stage its tests.
 * Exit code 1 when anything failed. IO: processes, reports under test-results/.
 */
import { stages } from './support/stages.ts';
import type { Stage, StageResult } from './support/stages.ts';

interface Row extends StageResult {
  name: string;
  seconds: number;
}

const say = (line = ''): void => void process.stdout.write(`${line}\n`);

function chooseStages(names: readonly string[]): Stage[] {
  if (names.length === 0) return stages;
  return names.map((name) => {
    const found = stages.find((stage) => stage.name === name);
    if (found) return found;
    throw new Error(`There is no stage "${name}". Stages: ${stages.map((stage) => stage.name).join(', ')}.`);
  });
}

async function runStage(stage: Stage): Promise<Row> {
  say(`\n━━ ${stage.name}`);
  const startedAt = Date.now();
  const result = await stage.run().catch((error: unknown): StageResult => {
    const message = error instanceof Error ? error.message : String(error);
    say(message);
    return { passed: 0, failed: 1, skipped: 0, failures: [message] };
  });
  return { name: stage.name, ...result, seconds: (Date.now() - startedAt) / 1000 };
}

function printFailures(rows: readonly Row[]): void {
  for (const { name, failures } of rows) for (const failure of failures) say(`\n✗ ${name}: ${failure}`);
}

function printTable(rows: readonly Row[]): void {
  const columns = (name: string, ...cells: (string | number)[]) =>
    say(`  ${name.padEnd(14)}${cells.map((cell) => String(cell).padStart(9)).join('')}`);
  say('\n');
  columns('stage', 'passed', 'failed', 'skipped', 'seconds');
  for (const { name, passed, failed, skipped, seconds } of rows) {
    columns(name, passed, failed, skipped, seconds.toFixed(1));
  }
  say();
}

// Arguments after the stages' names are the testing tool's: a file, or `-t NAME`.
const args = process.argv.slice(2);
const known = args.findIndex((arg) => !stages.some((stage) => stage.name === arg));
const chosen = chooseStages(known === -1 ? args : args.slice(0, Math.max(known, 1)));
process.env['STAGE_ARGUMENTS'] = JSON.stringify(known === -1 ? [] : args.slice(Math.max(known, 1)));

const rows: Row[] = [];
for (const stage of chosen) rows.push(await runStage(stage));
const total = (of: 'passed' | 'failed') => rows.reduce((sum, row) => sum + row[of], 0);
printFailures(rows);
printTable(rows);
say(`${total('passed')} passed, ${total('failed')} failed`);
process.exit(total('failed') > 0 || total('passed') === 0 ? 1 : 0);
