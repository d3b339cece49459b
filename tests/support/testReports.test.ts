import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readPlaywrightReport, readVitestReport } from './testReports.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'fashionista-reports-'));
afterAll(() => rmSync(folder, { recursive: true }));
const report = (content: unknown): string => {
  const file = path.join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
};
const vitest = (over: object = {}) =>
  report({
    numPassedTests: 5,
    numFailedTests: 0,
    numPendingTests: 1,
    numTodoTests: 0,
    testResults: [{ status: 'passed', assertionResults: [{ status: 'passed' }] }],
    ...over,
  });

describe('vitest', () => {
  test('its own numbers are counted', () => {
    expect(readVitestReport(vitest(), true)).toEqual({ passed: 5, failed: 0, skipped: 1, failures: [] });
  });
  test('what failed is named, with the head of its message', () => {
    const failed = {
      status: 'failed',
      fullName: 'holds › one seat',
      failureMessages: ['expected 1\nto be 2'],
    };
    const testResults = [
      { name: 'a.test.ts', status: 'failed', assertionResults: [{ status: 'passed' }, failed] },
    ];
    expect(readVitestReport(vitest({ numFailedTests: 1, testResults }), false)).toMatchObject({
      failed: 1,
      failures: ['a.test.ts › holds › one seat\n    expected 1\n    to be 2'],
    });
  });
  test('a file that did not load counts as failed', () => {
    const unread = { name: 'b.test.ts', status: 'failed', message: 'no such import', assertionResults: [] };
    expect(readVitestReport(vitest({ testResults: [unread] }), false)).toMatchObject({
      failed: 1,
      failures: ['b.test.ts\n    no such import'],
    });
  });
  test('an exit code of failure is never lost', () => {
    expect(readVitestReport(vitest(), false).failed).toBe(1);
  });
  test('a missing report is a failure, whatever the exit code', () => {
    const none = readVitestReport(path.join(folder, 'none.json'), true);
    expect(none).toMatchObject({ passed: 0, failed: 1, skipped: 0 });
  });
});

describe('playwright', () => {
  const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 2 };
  test('a flaky test is a failed one', () => {
    const red = { title: 'pay', file: 'p.test.ts', line: 7 };
    const suites = [
      {
        specs: [{ ...red, tests: [{ status: 'flaky', results: [{ error: { message: 'late' } }, {}] }] }],
        suites: [{ specs: [{ ...red, title: 'hold', tests: [{ status: 'unexpected', results: [{}] }] }] }],
      },
    ];
    expect(readPlaywrightReport(report({ stats, errors: [], suites }), false)).toEqual({
      passed: 3,
      failed: 2,
      skipped: 2,
      failures: ['p.test.ts:7 › pay\n    late', 'p.test.ts:7 › hold'],
    });
  });
  test('an exit code of failure is never lost', () => {
    const good = { expected: 3, unexpected: 0, flaky: 0, skipped: 0 };
    expect(readPlaywrightReport(report({ stats: good, errors: [], suites: [] }), false).failed).toBe(1);
  });
});
