import { expect, test } from 'vitest';
import { isAtLeast, versionOf } from './versions.mjs';

test.each([
  ['1.88.0', '1.88', true],
  ['1.95.0', '1.88', true],
  ['1.9.0', '1.88', false],
  ['2.0', '1.88', true],
  ['21', '21', true],
  ['17.0.15', '21', false],
])('%s is at least %s: %s', (has, wants, expected) => {
  expect(isAtLeast(has, wants)).toBe(expected);
});

test('a tool that is missing has no version', () => {
  expect(versionOf('no-such-tool-anywhere')).toBeUndefined();
});

test('a version is read from what the tool prints', () => {
  expect(versionOf(process.execPath)).toBe(process.versions.node);
});
