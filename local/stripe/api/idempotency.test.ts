import { beforeEach, describe, expect, it } from 'vitest';
import { ApiRefusal } from '../model/apiRefusal.ts';
import { Store } from '../store/store.ts';
import { canonicalizeParameters, IdempotencyKeys, KEY_LIFETIME_MS } from './idempotency.ts';

const request = { key: 'order_1', path: '/v1/payment_intents', parameters: '{"amount":"1"}' };
const answer = { status: 200, body: '{}', requestId: 'req_1' };

let nowMs = 0;
let keys = new IdempotencyKeys(new Store(null), () => nowMs);

beforeEach(() => {
  nowMs = 1_000;
  keys = new IdempotencyKeys(new Store(null), () => nowMs);
});

function refusalOf(given: typeof request): ApiRefusal {
  try {
    keys.begin(given);
  } catch (error) {
    if (error instanceof ApiRefusal) return error;
    throw error;
  }
  throw new Error('Nothing was refused');
}

describe('idempotency keys', () => {
  it('give the first answer again, errors too', () => {
    expect(keys.begin(request)).toBeUndefined();
    keys.keep(request, { ...answer, status: 500 });
    expect(keys.begin(request)).toMatchObject({ status: 500, requestId: 'req_1' });
  });

  it('refuse a second request while the first is under way', () => {
    keys.begin(request);
    expect(refusalOf(request)).toMatchObject({ status: 409, body: { code: 'idempotency_key_in_use' } });
  });

  it('are free again where the request was never executed', () => {
    keys.begin(request);
    keys.release(request);
    expect(keys.begin({ ...request, parameters: '{}' })).toBeUndefined();
  });

  it('refuse other parameters and another endpoint', () => {
    keys.begin(request);
    keys.keep(request, answer);
    const other = refusalOf({ ...request, parameters: '{"amount":"2"}' });
    expect(other).toMatchObject({ status: 400, body: { type: 'idempotency_error' } });
    expect(other.message).toContain('same parameters');
    expect(refusalOf({ ...request, path: '/v1/refunds' }).message).toContain('same endpoint');
  });

  it('are forgotten after 24 hours, not before', () => {
    keys.begin(request);
    keys.keep(request, answer);
    nowMs += KEY_LIFETIME_MS - 1;
    expect(keys.begin(request)).toMatchObject(answer);
    nowMs += 1;
    expect(keys.begin(request)).toBeUndefined();
  });

  it('do not care in which order parameters were sent', () => {
    const one = canonicalizeParameters({ a: '1', metadata: { x: '1', y: '2' } });
    expect(canonicalizeParameters({ metadata: { y: '2', x: '1' }, a: '1' })).toBe(one);
    expect(canonicalizeParameters({ a: '1', metadata: { x: '2', y: '1' } })).not.toBe(one);
  });

  it('are at most 255 characters long', () => {
    expect(refusalOf({ ...request, key: 'k'.repeat(256) }).status).toBe(400);
    expect(keys.begin({ ...request, key: 'k'.repeat(255) })).toBeUndefined();
  });
});
