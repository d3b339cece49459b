import { expect, test } from 'vitest';
import { parseWebConfig } from './config.ts';

const firebase = { apiKey: 'k', projectId: 'p', authDomain: 'p.example' };

test('production names no emulator and no double', () => {
  expect(parseWebConfig(JSON.stringify({ firebase }))).toEqual({ firebase });
});
test('one machine names its emulators and the payment double', () => {
  const config = {
    firebase,
    emulators: { auth: 'http://127.0.0.1:9099', firestore: 'http://127.0.0.1:8080' },
    paymentDouble: 'http://127.0.0.1:12111',
  };
  expect(parseWebConfig(JSON.stringify(config))).toEqual(config);
});
test.each([
  ['nothing', undefined],
  ['no project', JSON.stringify({ firebase: { apiKey: 'k', authDomain: 'd' } })],
  ['one emulator of two', JSON.stringify({ firebase, emulators: { auth: 'http://127.0.0.1:1' } })],
  ['a path where an origin is meant', JSON.stringify({ firebase, paymentDouble: 'http://127.0.0.1:1/x' })],
])('%s stops the server from starting', (_what, text) => {
  expect(() => parseWebConfig(text)).toThrow(/WEB_CONFIG/);
});
