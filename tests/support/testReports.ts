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
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages: string[] | null }[];
  }[];
}
interface PlaywrightSuite {
  specs: { title: string; file: string; line: number; tests: PlaywrightTest[] }[];
  suites?: PlaywrightSuite[];
}
interface PlaywrightTest {
  status: string;
  results: { error?: { message?: string } }[];
}
interface PlaywrightReport {
  suites: PlaywrightSuite[];
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: { message?: string }[];
}

/** How much of a message is said again at the end. */
const shownLines = 8;
const escapes = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

/** A failed test and the head of its message, indented. */
function describeFailure(name: string, message = ''): string {
  const lines = message.replaceAll(escapes, '').trim().split('\n').slice(0, shownLines);
  return [name, ...lines.filter((line) => line.trim() !== '').map((line) => `    ${line}`)].join('\n');
}

function readReport(file: string): unknown {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as unknown) : undefined;
}

/** A tool that failed without a failed test to show for it. */
const withExitCode = (result: StageResult, isGood: boolean): StageResult =>
  !isGood && result.failed === 0
    ? {
        ...result,
        failed: 1,
        failures: [...result.failures, 'the tool ended badly, with no failed test to show'],
      }
    : result;

const noReport: StageResult = { passed: 0, failed: 1, skipped: 0, failures: ['there is no report'] };

export function readVitestReport(file: string, isGood: boolean): StageResult {
  const report = readReport(file) as VitestReport | undefined;
  if (!report) return noReport;
  const notLoaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const result = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + notLoaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: [
      ...notLoaded.map(({ name, message }) => describeFailure(name, message)),
      ...report.testResults.flatMap(({ name, assertionResults }) =>
        assertionResults
          .filter(({ status }) => status === 'failed')
          .map(({ fullName, failureMessages }) =>
            describeFailure(`${name} › ${fullName}`, failureMessages?.[0]),
          ),
      ),
    ],
  };
  return withExitCode(result, isGood);
}

function listFailures({ specs, suites = [] }: PlaywrightSuite): string[] {
  const here = specs.flatMap(({ title, file, line, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ results }) =>
        describeFailure(`${file}:${line} › ${title}`, results.find(({ error }) => error)?.error?.message),
      ),
  );
  return [...here, ...suites.flatMap(listFailures)];
}

/** A flaky test failed once: with us that is a failure. */
export function readPlaywrightReport(file: string, isGood: boolean): StageResult {
  const report = readReport(file) as PlaywrightReport | undefined;
  if (!report) return noReport;
  const { expected, unexpected, flaky, skipped } = report.stats;
  const failures = [
    ...report.errors.map(({ message }) => describeFailure('outside of any test', message)),
    ...report.suites.flatMap(listFailures),
  ];
  return withExitCode({ passed: expected, failed: unexpected + flaky, skipped, failures }, isGood);
}
