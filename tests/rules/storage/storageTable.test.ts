/**
 * The table of who may do what with files, by the rules' text alone, with what it leaves open of them: every expression is
 * reached, and every condition is both true and false. IO: reads storage.rules.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Coverage } from '../../../local/storage-rules/coverage.ts';
import { loadRules } from '../../../local/storage-rules/loadRules.ts';
import { cases, describeCase } from './cases.ts';
import { evaluateCase, holds } from './evaluateCase.ts';

const source = readFileSync(new URL('../../../storage.rules', import.meta.url), 'utf8');
const ruleset = loadRules(source);

test(`storage.rules decide all ${cases.length} cases of the table as it says`, () => {
  const wrong = cases.filter((one) => !holds(ruleset, one));
  expect(wrong.map(describeCase)).toEqual([]);
});

test('no case asks for more documents than production grants, and no condition is anything but a yes or no', () => {
  const odd = cases.flatMap((one) =>
    evaluateCase(ruleset, one)
      .errors.filter(({ message }) => /documents were asked for|came to a|1,000/.test(message))
      .map(({ message }) => `${describeCase(one)}: ${message}`),
  );
  expect(odd).toEqual([]);
});

test('the table reaches every expression of storage.rules, and every condition both ways', () => {
  const coverage = new Coverage(ruleset, source);
  for (const one of cases) evaluateCase(ruleset, one, (...came) => coverage.record(...came));
  const { expressions, gaps } = coverage.report();
  expect(expressions).toBeGreaterThan(100);
  expect(gaps).toEqual([]);
});
