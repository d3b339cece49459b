/**
 * How often is too often ([Q1]–[Q4]): several instances on one Firestore, a Firestore that is away, and what `api` answers. Each
 * test has keys of its own.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLimiter } from '../../functions/platform/limiter.ts';
import type { Limiter } from '../../functions/platform/limiter.ts';
import type { Limit } from '../../functions/platform/rateLimitConfig.ts';
import type { Store } from '../../functions/platform/store.ts';
import { unavailable } from '../../functions/platform/failures.ts';
import { startIsolatedStack } from '../support/isolatedStack.ts';
import type { IsolatedStack } from '../support/isolatedStack.ts';
import { stackReadyFile } from '../support/stack.ts';
import { stageServices } from '../support/stageServices.ts';
import type { StagedServices } from '../support/stageServices.ts';
import { createGuests } from '../support/users.ts';

let services: StagedServices;
beforeAll(() => {
  services = stageServices();
});

const limit: Limit = { requests: 50, seconds: 60 };
const lease = 5;

/** Instances share the store and nothing else. */
const instances = (count: number, store: Pick<Store, 'read' | 'commit'> = services.store): Limiter[] =>
  Array.from({ length: count }, () => createLimiter('tests', limit, { store, clock: services.clock }));

async function takeMany(limiters: readonly Limiter[], key: string, times: number): Promise<number> {
  const answers: (number | undefined)[] = [];
  for (let i = 0; i < times; i += 1) answers.push(await limiters[i % limiters.length]?.take(key));
  return answers.filter((answer) => answer === undefined).length;
}

describe('[Q2] instances agree', () => {
  it.each([1, 3])('%i of them let through the limit, and a lease more each at most', async (count) => {
    const through = await takeMany(instances(count), randomUUID(), 200);
    expect(through).toBeGreaterThanOrEqual(limit.requests - (count - 1) * lease);
    expect(through).toBeLessThanOrEqual(limit.requests + count * lease);
  });

  it('all at once as one after another', async () => {
    const key = randomUUID();
    const limiters = instances(3);
    const answers = await Promise.all(
      Array.from({ length: 300 }, async (_, i) => limiters[i % 3]?.take(key)),
    );
    const through = answers.filter((answer) => answer === undefined).length;
    expect(through).toBeGreaterThanOrEqual(limit.requests - 2 * lease);
    expect(through).toBeLessThanOrEqual(limit.requests + 3 * lease);
  });

  it('one that was not asked before says no as well', async () => {
    const key = randomUUID();
    const [first, second] = instances(2);
    if (!first || !second) throw new Error('Two were made.');
    await takeMany([first], key, 100);
    expect(await takeMany([second], key, 100)).toBeLessThanOrEqual(lease);
  });

  it('who asks seldom costs no read and no write', async () => {
    const { store } = services;
    let calls = 0;
    const counted = {
      read: <T>(path: string) => ((calls += 1), store.read<T>(path)),
      commit: (writes: Parameters<Store['commit']>[0]) => ((calls += 1), store.commit(writes)),
    };
    expect(await takeMany(instances(1, counted), randomUUID(), lease)).toBe(lease);
    expect(calls).toBe(0);
  });
});

it('[Q3] tells when to come again, and then lets in', async () => {
  const key = randomUUID();
  const [limiter] = instances(1);
  if (!limiter) throw new Error('One was made.');
  await takeMany([limiter], key, 100);
  const seconds = await limiter.take(key);
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(limit.seconds);
  services.setAhead(limit.seconds / 60 + 0.02);
  expect(await limiter.take(key)).toBeUndefined();
  services.setAhead(0);
});

it('[Q4] without Firestore nobody is turned away for it, and each instance counts for itself', async () => {
  const away = () => Promise.reject(unavailable('Firestore is away.'));
  const through = await takeMany(instances(1, { read: away, commit: away }), randomUUID(), 200);
  expect(through).toBeGreaterThanOrEqual(limit.requests);
  expect(through).toBeLessThanOrEqual(limit.requests + lease);
});

describe('`api`', () => {
  let strict: IsolatedStack;
  beforeAll(async () => {
    const limits = {
      seats: { account: { requests: 20, seconds: 60 } },
      links: { address: { requests: 20, seconds: 60 } },
    };
    strict = await startIsolatedStack(26_300, ['--only', 'functions', '--with', stackReadyFile()], {
      RATE_LIMITS: JSON.stringify(limits),
    });
  }, 120_000);
  afterAll(() => strict.stop());

  const call = (action: string, body: object, headers: Record<string, string>) =>
    fetch(`${strict.ready.api}/api/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  it('[Q1] an account that asks too often is told when to come again; another from the same address is not', async () => {
    const [busy, other] = await createGuests(2);
    const as = (token = '') => ({ authorization: `Bearer ${token}` });
    const release = { holdId: 'nowhere_nobody' };
    let refused: Response | undefined;
    for (let i = 0; i < 30 && refused === undefined; i += 1) {
      const answer = await call('seats/release', release, as(busy?.token));
      if (answer.status === 429) refused = answer;
    }
    const retryAfter = Number(refused?.headers.get('retry-after'));
    expect(retryAfter).toBeGreaterThan(0);
    expect(await refused?.json()).toMatchObject({
      error: { code: 'rate-limited', details: { retryAfterSeconds: retryAfter } },
    });
    expect((await call('seats/release', release, as(other?.token))).status).not.toBe(429);
  });

  it('[Q1] an address that asks too often is refused, whatever it writes into the way it came', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 30; i += 1) {
      const answer = await call('accounts/sendLink', {}, { 'x-forwarded-for': `10.1.1.${i}, 203.0.113.9` });
      statuses.push(answer.status);
    }
    expect(statuses).toContain(429);
    expect(statuses[0]).toBe(400);
  });
});
