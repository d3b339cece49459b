import { describe, expect, it } from 'vitest';
import { ApiRefusal } from '../model/apiRefusal.ts';
import { authenticateCaller, PUBLISHABLE_KEY, SECRET_KEY } from './authentication.ts';

const basic = (user: string): string => `Basic ${Buffer.from(`${user}:`).toString('base64')}`;

describe('authenticating a caller', () => {
  it('takes a bearer, basic authentication, or the parameter that browsers send', () => {
    expect(authenticateCaller(`Bearer ${SECRET_KEY}`, undefined)).toBe('secret');
    expect(authenticateCaller(basic(SECRET_KEY), undefined)).toBe('secret');
    expect(authenticateCaller(undefined, PUBLISHABLE_KEY)).toBe('publishable');
    expect(authenticateCaller(`Bearer ${PUBLISHABLE_KEY}`, undefined)).toBe('publishable');
  });

  it('answers 401 to no key and to a wrong one, which it does not repeat', () => {
    for (const header of [undefined, 'Bearer ', 'Bearer sk_live_0123456789abcdef', basic('someone')]) {
      expect(() => authenticateCaller(header, undefined)).toThrow(ApiRefusal);
    }
    expect(() => authenticateCaller('Bearer sk_live_0123456789abcdef', undefined)).toThrow(
      /sk_live_\*+cdef$/,
    );
  });
});
