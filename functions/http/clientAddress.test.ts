import { expect, test } from 'vitest';
import { clientAddressOf } from './clientAddress.ts';

const requestFrom = (forwardedFor: string | undefined, remoteAddress?: string) => ({
  get: (name: string) => (name === 'x-forwarded-for' ? forwardedFor : undefined),
  socket: { remoteAddress },
});
const addressOf = (forwardedFor: string | undefined, trustedProxies = 1, remoteAddress = '10.0.0.9') =>
  clientAddressOf(
    requestFrom(forwardedFor, remoteAddress) as Parameters<typeof clientAddressOf>[0],
    trustedProxies,
  );

test('the trusted proxy says who asked it; what the client wrote before that counts for nothing', () => {
  expect(addressOf('203.0.113.7')).toBe('203.0.113.7');
  expect(addressOf('1.1.1.1, 203.0.113.7')).toBe('203.0.113.7');
  expect(addressOf('1.1.1.1, 203.0.113.7, 198.51.100.2', 2)).toBe('203.0.113.7');
});
test('without a proxy it is whoever is connected', () => {
  expect(addressOf(undefined)).toBe('10.0.0.9');
  expect(addressOf('203.0.113.7', 3)).toBe('203.0.113.7');
});
test('of IPv6 the network counts, however it is written; IPv4 within it is IPv4', () => {
  expect(addressOf('2001:db8:0:7::1')).toBe('2001:db8:0:7');
  expect(addressOf('2001:0DB8:0000:0007:ffff:1:2:3')).toBe('2001:db8:0:7');
  expect(addressOf('::1')).toBe('0:0:0:0');
  expect(addressOf(undefined, 1, '::ffff:127.0.0.1')).toBe('127.0.0.1');
});
test('nothing in it can lead a key elsewhere', () => {
  expect(addressOf('../../users/u1')).toBe('....usersu1');
});
