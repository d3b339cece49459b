import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { answerHeaders, forwardedHeaders } from './functionProxy.ts';

const ask = (headers: Record<string, string>) =>
  forwardedHeaders({ headers, socket: { remoteAddress: '127.0.0.1' } } as unknown as IncomingMessage);

describe('what the function is sent', () => {
  test('of all cookies only __session', () => {
    expect(ask({ cookie: 'theme=dark; __session=abc; x__session=no' })['cookie']).toBe('__session=abc');
    expect(ask({ cookie: 'theme=dark' })).not.toHaveProperty('cookie');
  });

  test('the host, the scheme and the address that the browser used', () => {
    expect(ask({ host: 'portal.test:5000', 'x-forwarded-for': '10.0.0.9' })).toMatchObject({
      'x-forwarded-host': 'portal.test:5000',
      'x-forwarded-proto': 'http',
      'x-forwarded-for': '10.0.0.9, 127.0.0.1',
    });
  });

  test('no header of the connection, and no accept-encoding', () => {
    const sent = ask({ connection: 'close', 'accept-encoding': 'br', authorization: 'Bearer x' });
    expect(Object.keys(sent).sort()).toEqual([
      'authorization',
      'x-forwarded-for',
      'x-forwarded-host',
      'x-forwarded-proto',
    ]);
  });
});

describe('what the browser gets', () => {
  test('an answer that says nothing about caching is private', () => {
    expect(answerHeaders({})['cache-control']).toBe('private');
  });

  test('Set-Cookie passes on private answers only', () => {
    const cookie = { 'set-cookie': ['__session=a'] };
    expect(answerHeaders(cookie)['set-cookie']).toEqual(['__session=a']);
    expect(answerHeaders({ ...cookie, 'cache-control': 'no-store' })['set-cookie']).toEqual(['__session=a']);
    expect(answerHeaders({ ...cookie, 'cache-control': 'public, s-maxage=9' })).not.toHaveProperty(
      'set-cookie',
    );
  });

  test("Vary keeps the function's names and always has Hosting's", () => {
    expect(answerHeaders({ vary: 'cookie, Accept-Language' })['vary']).toBe(
      'cookie, Accept-Language, Accept-Encoding, Authorization',
    );
  });
});
