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
    testResults: [{ status: 'passed', assertionResults: [{}] }],
    ...over,
  });

describe('vitest', () => {
  test('its own numbers are counted', () => {
    expect(readVitestReport(vitest({ numFailedTests: 2 }), false)).toEqual({
      passed: 5,
      failed: 2,
      skipped: 1,
    });
  });
  test('a file that did not load counts as failed', () => {
    const file = vitest({ testResults: [{ status: 'failed', assertionResults: [] }] });
    expect(readVitestReport(file, false).failed).toBe(1);
  });
  test('an exit code of failure is never lost', () => {
    expect(readVitestReport(vitest(), false).failed).toBe(1);
  });
  test('a missing report is a failure, whatever the exit code', () => {
    expect(readVitestReport(path.join(folder, 'none.json'), true)).toEqual({
      passed: 0,
      failed: 1,
      skipped: 0,
    });
  });
});

describe('playwright', () => {
  const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 2 };
  test('a flaky test is a failed one', () => {
    expect(readPlaywrightReport(report({ stats, errors: [] }), false)).toEqual({
      passed: 3,
      failed: 2,
      skipped: 2,
    });
  });
  test('an exit code of failure is never lost', () => {
    const good = { expected: 3, unexpected: 0, flaky: 0, skipped: 0 };
    expect(readPlaywrightReport(report({ stats: good, errors: [] }), false).failed).toBe(1);
  });
});
