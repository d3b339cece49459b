/**
 * The stages of `npm test`, in the order in which they run: quickest answers first. IO: processes, reports.
 */
import path from 'node:path';
import { buildAll } from '../../local/build/buildAll.ts';
import { prepareMessages, prepareWebTypes } from '../../local/build/prepareWebTypes.ts';
import { rootFolder } from '../../local/start/rootFolder.ts';
import { runBenches } from './benchStage.ts';
import { runTool } from './runTool.ts';
import { readPlaywrightReport, readVitestReport } from './testReports.ts';

export interface StageResult {
  passed: number;
  failed: number;
  skipped: number;
  /** What failed, by name, and why in a few lines; said again at the very end, where whoever reads a long output looks. */
  failures: readonly string[];
}
export interface Stage {
  name: string;
  run: () => Promise<StageResult>;
}

const results = path.join(rootFolder, 'test-results');
const minutes = 60_000;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** A tool that passes or fails as a whole counts one. */
const countTool = async (tool: string, args: string[], cwd = rootFolder): Promise<StageResult> => {
  const isGood = await runTool(tool, args, { cwd, withinMs: 10 * minutes });
  return isGood
    ? { passed: 1, failed: 0, skipped: 0, failures: [] }
    : { passed: 0, failed: 1, skipped: 0, failures: [tool] };
};

const addUp = (all: readonly StageResult[]): StageResult => ({
  passed: all.reduce((sum, { passed }) => sum + passed, 0),
  failed: all.reduce((sum, { failed }) => sum + failed, 0),
  skipped: all.reduce((sum, { skipped }) => sum + skipped, 0),
  failures: all.flatMap(({ failures }) => failures),
});

async function checkLint(): Promise<StageResult> {
  await prepareWebTypes();
  const eslint = await countTool('eslint/bin/eslint.js', ['.', '--max-warnings=0']);
  return addUp([eslint, await countTool('knip/bin/knip.js', [])]);
}

async function checkTypes(): Promise<StageResult> {
  await prepareWebTypes();
  const tsc = await countTool('typescript/bin/tsc', ['--project', 'tsconfig.json']);
  // A worker's globals are others than a page's.
  const worker = await countTool('typescript/bin/tsc', ['--noEmit', '--project', 'web/src/service-worker']);
  const svelte = await countTool(
    'svelte-check/bin/svelte-check',
    ['--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human'],
    path.join(rootFolder, 'web'),
  );
  return addUp([tsc, worker, svelte]);
}

/** What stood after the stage's name on the command line. */
const moreArguments = (): string[] => JSON.parse(process.env['STAGE_ARGUMENTS'] ?? '[]') as string[];

async function runVitest(project: string, withinMs: number): Promise<StageResult> {
  const report = path.join(results, `${project}.json`);
  const isGood = await runTool(
    'vitest/vitest.mjs',
    [
      ...['run', '--project', project, '--reporter=default', '--reporter=json'],
      ...[`--outputFile.json=${report}`, ...moreArguments()],
    ],
    { cwd: rootFolder, withinMs, report },
  );
  return readVitestReport(report, isGood);
}

/** `suite`: the folder of its `playwright.config.ts`, and the name of its report. */
async function runPlaywright(suite: 'e2e' | 'visual', folder: string): Promise<StageResult> {
  const report = path.join(results, `${suite}.json`);
  const problem = process.env['CHROMIUM_MISSING'];
  if (problem) throw new Error(problem);
  const isGood = await runTool(
    '@playwright/test/cli.js',
    ['test', '--config', `${folder}/playwright.config.ts`, ...moreArguments()],
    { cwd: rootFolder, withinMs: 20 * minutes, report },
  );
  return readPlaywrightReport(report, isGood);
}

/** All kinds of tests on a whole stack start it built, so that no test's time has a build in it. */
const built =
  (run: () => Promise<StageResult>): (() => Promise<StageResult>) =>
  async () => {
    await buildAll(say, { web: true });
    return run();
  };

export const stages: Stage[] = [
  {
    name: 'format',
    run: () => countTool('prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']),
  },
  { name: 'lint', run: checkLint },
  { name: 'types', run: checkTypes },
  {
    name: 'unit',
    run: async () => {
      await prepareMessages();
      return runVitest('unit', 3 * minutes);
    },
  },
  { name: 'rules', run: () => runVitest('rules', 3 * minutes) },
  { name: 'integration', run: built(() => runVitest('integration', 20 * minutes)) },
  { name: 'e2e', run: built(() => runPlaywright('e2e', 'tests/e2e')) },
  { name: 'visual', run: built(() => runPlaywright('visual', 'tests/e2e/visual')) },
  { name: 'bench', run: built(runBenches) },
];
