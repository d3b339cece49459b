import { expect, test } from 'vitest';
import { readNextPath } from './nextPath.ts';

const origin = 'https://portal.example';

test('a path of this portal is followed, with its query and hash', () => {
  expect(readNextPath('/fr/events/x?seat=a#seats', origin)).toBe('/fr/events/x?seat=a#seats');
});
test.each([
  ['nothing', null],
  ['another site', 'https://evil.example/'],
  ['another site without its scheme', '//evil.example'],
  ['another site behind a backslash', '/\\evil.example'],
  ['another site behind a tab', '/\t/evil.example'],
  ['another site behind a dot', '/.//evil.example/x'],
  ['another site behind steps up', '/x/..//evil.example'],
  ['another site behind an escaped dot', '/%2e//evil.example'],
  ['a script', 'javascript:alert(1)'],
])('%s leads home', (_what, asked) => {
  expect(readNextPath(asked, origin)).toBe('/');
});
