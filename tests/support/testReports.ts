/**
 * Counts tests from the JSON reports of vitest and Playwright. Numbers are never taken on trust from an exit code, and
 * an exit code that says "failed" is never lost because a report shows no failure: a file that does not load, a broken
 * set-up, a missing report each count one failed. IO: reads the reports.
 */
import { existsSync, readFileSync } from 'node:fs';
import type { StageResult } from './stages.ts';

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}
interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: unknown[];
}

function readReport(file: string): unknown {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as unknown) : undefined;
}

/** A tool that failed without a failed test to show for it. */
const withExitCode = (result: StageResult, isGood: boolean): StageResult =>
  !isGood && result.failed === 0 ? { ...result, failed: 1 } : result;

export function readVitestReport(file: string, isGood: boolean): StageResult {
  const report = readReport(file) as VitestReport | undefined;
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const notLoaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const result = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + notLoaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
  return withExitCode(result, isGood);
}

/** A flaky test failed once: with us that is a failure. */
export function readPlaywrightReport(file: string, isGood: boolean): StageResult {
  const report = readReport(file) as PlaywrightReport | undefined;
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  return withExitCode({ passed: expected, failed: unexpected + flaky, skipped }, isGood);
}
