import { describe, expect, test } from 'vitest';
import type { EventId, PlaceId } from '@fashionista/domain/ids';
import { createApi, readAnswer } from './api.ts';
import { ServerClock } from './clock.ts';

const hold = { eventId: 'e1' as EventId, places: ['a-1-1' as PlaceId] };
const answer = {
  holdId: 'e1_u1',
  places: [],
  currency: 'EUR',
  expiresAt: '2026-10-03T12:10:00Z',
  extensionsLeft: 2,
  serverTime: '2026-10-03T12:00:00Z',
};

/** A server that answers as scripted; every request it saw is kept. */
function script(...steps: (Response | 'cut')[]) {
  const seen: { url: string; body: Record<string, unknown>; authorization: string | null }[] = [];
  const tokensAsked: boolean[] = [];
  const clock = new ServerClock();
  const api = createApi({
    clock,
    getToken: (fresh = false) => {
      tokensAsked.push(fresh);
      return Promise.resolve(fresh ? 'fresh' : 'old');
    },
    fetch: async (url, init) => {
      const headers = new Headers(init?.headers);
      seen.push({
        url: url as string,
        body: JSON.parse(init?.body as string) as Record<string, unknown>,
        authorization: headers.get('authorization'),
      });
      const step = steps.shift();
      if (step === undefined) throw new Error('the script has no further step');
      if (step === 'cut') throw new TypeError('Failed to fetch');
      return Promise.resolve(step);
    },
    pause: () => Promise.resolve(),
  });
  return { api, seen, clock, tokensAsked };
}
const answered = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
const refused = (status: number, code: string, details?: object) =>
  answered(status, { error: { code, message: 'no', ...(details && { details }) } });

describe('an intent', () => {
  test('carries the bearer token and a request id', async () => {
    const { api, seen } = script(answered(200, answer));
    expect(await api.call('seats/hold', hold)).toEqual({ ok: true, value: answer });
    expect(seen[0]).toMatchObject({ url: '/api/seats/hold', authorization: 'Bearer old', body: hold });
    expect(seen[0]?.body['requestId']).toMatch(/^[A-Za-z0-9_-]{8,64}$/);
  });
  test('shows that it comes from this app, where that is asked for', async () => {
    const seen: (string | null)[] = [];
    const api = createApi({
      clock: new ServerClock(),
      getToken: () => Promise.resolve('old'),
      getAppCheckToken: () => Promise.resolve('ours'),
      fetch: (_, init) => {
        seen.push(new Headers(init?.headers).get('x-firebase-appcheck'));
        return Promise.resolve(answered(200, answer));
      },
    });
    await api.call('seats/hold', hold);
    expect(seen).toEqual(['ours']);
  });
  test('repeats the same request id after a lost answer, so that nothing happens twice', async () => {
    const { api, seen } = script('cut', answered(502, 'bad gateway'), answered(200, answer));
    expect((await api.call('seats/hold', hold)).ok).toBe(true);
    expect(new Set(seen.map(({ body }) => body['requestId'])).size).toBe(1);
    expect(seen).toHaveLength(3);
  });
  test('two intents never share a request id', async () => {
    const { api, seen } = script(answered(200, answer), answered(200, answer));
    await api.call('seats/hold', hold);
    await api.call('seats/hold', hold);
    expect(new Set(seen.map(({ body }) => body['requestId'])).size).toBe(2);
  });
  test('is given up after three attempts, as unavailable', async () => {
    const { api, seen } = script('cut', 'cut', 'cut');
    expect(await api.call('seats/hold', hold)).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    expect(seen).toHaveLength(3);
  });
  test('asks again where the server says it is unavailable', async () => {
    const { api } = script(refused(503, 'unavailable'), answered(200, answer));
    expect((await api.call('seats/hold', hold)).ok).toBe(true);
  });
  test('renews a refused token once, and only once', async () => {
    const { api, tokensAsked } = script(refused(401, 'unauthenticated'), refused(401, 'unauthenticated'));
    expect(await api.call('seats/hold', hold)).toMatchObject({ error: { code: 'unauthenticated' } });
    expect(tokensAsked).toEqual([false, true]);
  });
  test('that its page gave up is not repeated', async () => {
    const { api, seen } = script('cut', answered(200, answer));
    const gone = new AbortController();
    gone.abort();
    expect((await api.call('seats/hold', hold, { signal: gone.signal })).ok).toBe(false);
    expect(seen).toHaveLength(1);
  });
});

test('a refusal keeps its code and details and is not repeated', async () => {
  const details = { taken: ['a-1-1'], nearest: ['a-1-3'] };
  const { api, seen } = script(refused(409, 'seat-taken', details));
  expect(await api.call('seats/hold', hold)).toEqual({
    ok: false,
    error: { code: 'seat-taken', message: 'no', details },
  });
  expect(seen).toHaveLength(1);
});

test('an answer’s time sets the clock', async () => {
  const { api, clock } = script(answered(200, { ...answer, serverTime: '2031-01-01T00:00:00Z' }));
  await api.call('seats/hold', hold);
  expect(clock.now().getUTCFullYear()).toBe(2031);
});

describe('what is not of our making', () => {
  test.each([
    [500, '<h1>oops</h1>', 'internal'],
    [418, '{"error":{"code":"teapot","message":"?"}}', 'internal'],
  ])('%i %s is internal', (status, text, code) => {
    expect(readAnswer(status, text)).toMatchObject({
      kind: 'answered',
      result: { ok: false, error: { code } },
    });
  });
  test.each([
    [504, 'Gateway Timeout'],
    [200, '<html>captive portal</html>'],
  ])('%i %s tells nothing about the outcome', (status, text) => {
    expect(readAnswer(status, text)).toEqual({ kind: 'unknown-outcome' });
  });
});
