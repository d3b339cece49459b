import { expect, test } from 'vitest';
import { Coverage } from './coverage.ts';
import { evaluateRules } from './evaluateRules.ts';
import { loadRules } from './loadRules.ts';
import { nullValue, text } from './values.ts';
import type { Value } from './values.ts';

const source = `rules_version = '2';
service firebase.storage {
  match /{name} {
    allow get: if name == 'a' || resource == 'x';
  }
}`;

function gapsAfter(...requests: [name: string, resource: Value][]): string[] {
  const ruleset = loadRules(source);
  const coverage = new Coverage(ruleset, source);
  for (const [name, resource] of requests) {
    const variables = new Map([['resource', resource]]);
    evaluateRules(
      ruleset,
      { method: 'get', path: name, variables },
      () => nullValue,
      (...came) => coverage.record(...came),
    );
  }
  return coverage.report().gaps.map((gap) => gap.replace(/^storage.rules:/, ''));
}

test('what was never reached, and what was only ever one way, is told with its place', () => {
  expect(gapsAfter(['a', nullValue])).toEqual([
    "4:19 `name == 'a' || resource == 'x'` was never false",
    "4:19 `name == 'a'` was never false",
    "4:34 `resource == 'x'` was never evaluated",
    '4:34 `resource` was never evaluated',
    "4:46 `'x'` was never evaluated",
  ]);
});

test('both ways everywhere leaves no gap', () => {
  expect(gapsAfter(['a', nullValue], ['b', text('x')], ['b', nullValue])).toEqual([]);
});
