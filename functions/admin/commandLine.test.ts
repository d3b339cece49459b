import { expect, test } from 'vitest';
import { readCommand } from './commandLine.ts';

test('an address is granted to be an admin, unless another role is named', () => {
  expect(readCommand(['grant', 'noor@example.com'])).toMatchObject({ kind: 'grant', role: 'admin' });
  expect(
    readCommand(['grant', 'noor@example.com', '--role', 'organizer', '--reason', 'Runs Milan']),
  ).toMatchObject({ role: 'organizer', reason: 'Runs Milan' });
});

test.each([
  [[], 'not a command'],
  [['promote', 'noor@example.com'], 'not a command'],
  [['grant'], 'one e-mail address'],
  [['grant', 'noor'], 'one e-mail address'],
  [['grant', 'noor@example.com', 'ada@example.com'], 'one e-mail address'],
  [['grant', 'noor@example.com', '--role', 'queen'], '--role must be one of organizer, admin'],
  [['grant', 'noor@example.com', '--rolle', 'admin'], '--rolle'],
])('%j is refused: %s', (args, message) => {
  expect(() => readCommand(args)).toThrow(message);
});
