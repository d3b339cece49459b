import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CacheableRequest } from './cdnCache.ts';
import { CdnCache } from './cdnCache.ts';

const get = (url: string, headers: CacheableRequest['headers'] = {}): CacheableRequest => ({
  method: 'GET',
  url,
  headers,
});

function keep(
  cache: CdnCache,
  request: CacheableRequest,
  headers: Record<string, string>,
  status = 200,
): void {
  const date = new Date().toUTCString();
  cache.keep(request, { status, headers: { date, ...headers }, body: Buffer.from('kept') });
}

beforeEach(() => void vi.useFakeTimers({ now: 1_800_000_000_000 }));
afterEach(() => void vi.useRealTimers());

describe('what is kept', () => {
  test('an answer with s-maxage, for that long and no longer', () => {
    const cache = new CdnCache();
    keep(cache, get('/plan'), { 'cache-control': 'public, max-age=5, s-maxage=60' });
    vi.advanceTimersByTime(59_000);
    expect(cache.find(get('/plan'))?.headers['age']).toBe('59');
    vi.advanceTimersByTime(2_000);
    expect(cache.find(get('/plan'))).toBeUndefined();
  });

  test.each(['private', 'no-store', 'no-cache', 'private, max-age=60'])('nothing that says %s', (control) => {
    const cache = new CdnCache();
    keep(cache, get('/page'), { 'cache-control': control });
    expect(cache.find(get('/page'))).toBeUndefined();
  });

  test('nothing of a POST, and a HEAD is answered from a GET', () => {
    const cache = new CdnCache();
    keep(cache, { ...get('/x'), method: 'POST' }, { 'cache-control': 's-maxage=60' });
    expect(cache.find(get('/x'))).toBeUndefined();
    keep(cache, get('/x'), { 'cache-control': 's-maxage=60' });
    expect(cache.find({ ...get('/x'), method: 'HEAD' })?.status).toBe(200);
  });

  test('the query is part of the key', () => {
    const cache = new CdnCache();
    keep(cache, get('/events?q=a'), { 'cache-control': 's-maxage=60' });
    expect(cache.find(get('/events?q=b'))).toBeUndefined();
    expect(cache.find(get('/events?q=a'))).toBeDefined();
  });
});

describe('Vary', () => {
  test('one reader’s answer is not another’s', () => {
    const cache = new CdnCache();
    const control = { 'cache-control': 's-maxage=60', vary: 'Cookie' };
    keep(cache, get('/me', { cookie: '__session=a' }), control);
    expect(cache.find(get('/me', { cookie: '__session=b' }))).toBeUndefined();
    expect(cache.find(get('/me'))).toBeUndefined();
    expect(cache.find(get('/me', { cookie: '__session=a' }))).toBeDefined();
  });

  test('several variants of one address are kept side by side', () => {
    const cache = new CdnCache();
    for (const language of ['en', 'fr']) {
      keep(cache, get('/', { 'accept-language': language }), {
        'cache-control': 's-maxage=60',
        vary: 'Accept-Language',
        'content-language': language,
      });
    }
    expect(cache.find(get('/', { 'accept-language': 'en' }))?.headers['content-language']).toBe('en');
    expect(cache.find(get('/', { 'accept-language': 'fr' }))?.headers['content-language']).toBe('fr');
  });
});

describe('404', () => {
  test('without a word on caching it is kept for 10 minutes, as in production', () => {
    const cache = new CdnCache();
    keep(cache, get('/gone'), { 'cache-control': 'private' }, 404);
    vi.advanceTimersByTime(599_000);
    expect(cache.find(get('/gone'))?.status).toBe(404);
    vi.advanceTimersByTime(2_000);
    expect(cache.find(get('/gone'))).toBeUndefined();
  });

  test('with no-store it is not', () => {
    const cache = new CdnCache();
    keep(cache, get('/gone'), { 'cache-control': 'no-store' }, 404);
    expect(cache.find(get('/gone'))).toBeUndefined();
  });
});
