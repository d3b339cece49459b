import { expect, test } from 'vitest';
import { readBenchResult } from './benchResult.ts';

const target = { value: 12, limit: '≤ 10', met: false };
const result = { bench: 'live', measured: { samples: 3 }, targets: { p95Ms: target }, ok: false };
const read = (over: object = {}) => readBenchResult('live', JSON.stringify({ ...result, ...over }));

test('a whole result is read, missed targets or not', () => {
  expect(read()).toEqual(result);
  expect(read({ targets: { p95Ms: { ...target, met: true } }, ok: true })?.ok).toBe(true);
});

test.each([
  ['another bench’s', { bench: 'paid' }],
  ['without figures', { measured: {} }],
  ['without targets', { targets: {} }],
  ['with a target that has no value', { targets: { p95Ms: { limit: '≤ 10', met: false } } }],
  ['with a value that is no number', { targets: { p95Ms: { ...target, value: null } } }],
  ['that says it is good and is not', { ok: true }],
])('a result %s is none', (_, over) => {
  expect(read(over)).toBeUndefined();
});

test('a line that is no JSON is none', () => {
  expect(readBenchResult('live', 'Ready.')).toBeUndefined();
});
