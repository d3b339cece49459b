import { expect, test } from 'vitest';
import { UsageError, parseStartOptions } from './options.ts';

test('parts are named after --only, by spaces or commas, up to the next option', () => {
  const options = parseStartOptions(['--only', 'auth', 'firestore,mail', '--fresh']);
  expect(options).toMatchObject({ only: ['auth', 'firestore', 'mail'], fresh: true });
});

test('--only may be repeated', () => {
  expect(parseStartOptions(['--only', 'auth', '--only', 'mail']).only).toEqual(['auth', 'mail']);
});

test('a value may stand behind an equals sign', () => {
  expect(parseStartOptions(['--ready-file=/tmp/a=b.json']).readyFile).toBe('/tmp/a=b.json');
});

test.each([
  [['--simulated-buyers'], 12],
  [['--simulated-buyers', '30', '--fresh'], 30],
  [['--simulated-buyers=5'], 5],
  [[], undefined],
])('%j: so many simulated buyers a minute', (args, pace) => {
  expect(parseStartOptions(args).buyersAMinute).toBe(pace);
});

test.each([
  [['--simulated-buyers', '900'], '--simulated-buyers must be a number from 1 to 60'],
  [['--only', 'kitchen'], 'There is no part "kitchen"'],
  [['--only'], '--only needs a value'],
  [['--ready-file', '--fresh'], '--ready-file needs a value'],
  [['--ports-from', 'many'], 'needs a port number'],
  [['--with', 'ready.json'], '--with needs --only'],
  [['--what'], 'Unknown option --what'],
])('%j is refused', (args, message) => {
  expect(() => parseStartOptions(args)).toThrow(UsageError);
  expect(() => parseStartOptions(args)).toThrow(message);
});
