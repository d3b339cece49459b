import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { refuse, succeed } from '@fashionista/domain/errors';
import type { OrderId } from '@fashionista/domain/ids';
import type { Order, OrderStatus } from '@fashionista/domain/order';
import type { Api } from '#lib/platform/api.ts';
import type { KeepOptions, KeptStore } from '#lib/platform/keptStore.svelte.ts';
import type { Listener } from '#lib/platform/liveStore.svelte.ts';
import { OrderWatch } from './orderWatch.svelte.ts';

const orderId = 'o1' as OrderId;
const orderOf = (status: OrderStatus, refundPending = false) =>
  ({ orderId, status, refundPending, uid: 'buyer' }) as unknown as Order;

function open(isReachable = true, readerUid = 'buyer') {
  let asked = 0;
  let listener: Listener<Order | undefined> | undefined;
  let keeping: KeepOptions<Order> | undefined;
  const kept = {
    readerUid,
    listenDocument: (
      _path: string,
      given: Listener<Order | undefined>,
      options: KeepOptions<Order> | undefined,
    ) => {
      listener = given;
      keeping = options;
      return () => (listener = undefined);
    },
  } as unknown as KeptStore;
  const api = {
    call: async () => {
      asked += 1;
      return isReachable
        ? succeed({ orderId, status: 'awaiting-payment' })
        : refuse('unavailable', 'No answer.');
    },
  } as unknown as Api;
  const watch = new OrderWatch({ api, kept, orderId });
  return {
    watch,
    asked: () => asked,
    mayKeep: (order: Order) => keeping?.mayKeep?.(order),
    say: (order: Order | undefined) => listener?.onValue(order, false),
    fail: (failure: 'denied' | 'failed') => listener?.onFailure(failure),
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('an order that is waited for', () => {
  test('lost webhooks: the server is asked after five silent seconds, then ever more gently', async () => {
    const { watch, asked, say } = open();
    const stop = watch.follow(false);
    say(orderOf('awaiting-payment'));
    await vi.advanceTimersByTimeAsync(4_900);
    expect(asked()).toBe(0);
    await vi.advanceTimersByTimeAsync(200);
    expect(asked()).toBe(1);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked()).toBe(2);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(asked()).toBe(3);
    await vi.advanceTimersByTimeAsync(5 * 60_000);
    expect(asked()).toBeLessThanOrEqual(9);
    expect(watch.looks).toBe(asked());
    stop();
  });

  test('turns by itself, and then asks no more', async () => {
    const { watch, asked, say } = open();
    const stop = watch.follow(false);
    say(orderOf('awaiting-payment'));
    say(orderOf('paid'));
    expect(watch.order?.status).toBe('paid');
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    expect(asked()).toBe(0);
    stop();
  });

  test('is asked for at once by who comes back from the bank', async () => {
    const { watch, asked } = open();
    const stop = watch.follow(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(asked()).toBe(1);
    stop();
  });

  test('an unanswered look is none, and the next one comes', async () => {
    const { watch, asked, say } = open(false);
    const stop = watch.follow(false);
    say(orderOf('awaiting-payment'));
    await vi.advanceTimersByTimeAsync(16_000);
    expect(asked()).toBe(2);
    expect(watch.looks).toBe(0);
    stop();
  });

  test('is let be when the page goes', async () => {
    const { watch, asked, say } = open();
    const stop = watch.follow(false);
    say(orderOf('awaiting-payment'));
    stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked()).toBe(0);
  });

  test('money due back is waited for too', async () => {
    const { watch, asked, say } = open();
    const stop = watch.follow(false);
    say(orderOf('expired', true));
    await vi.advanceTimersByTimeAsync(5_100);
    expect(asked()).toBe(1);
    stop();
  });
});

test('somebody else’s order, or none, is missing; a lost connection is not', () => {
  const { watch, fail } = open();
  const stop = watch.follow(false);
  fail('denied');
  expect(watch.status).toBe('missing');
  stop();
  const other = open();
  const stopOther = other.watch.follow(false);
  other.fail('failed');
  expect(other.watch.status).toBe('failed');
  stopOther();
});

test('[T6] only an order that has tickets may be shown from the past, never one that is being paid', () => {
  const { watch, mayKeep } = open();
  const stop = watch.follow(false);
  const statuses: OrderStatus[] = ['awaiting-payment', 'paid', 'expired', 'cancelled', 'partially-refunded'];
  const kept = statuses.filter((status) => mayKeep(orderOf(status)));
  expect(kept).toEqual(['paid', 'partially-refunded']);
  stop();
});

test('[T6] what an organizer reads of a buyer’s order stays on no device', () => {
  const { watch, mayKeep } = open(true, 'organizer');
  const stop = watch.follow(false);
  expect(mayKeep(orderOf('paid'))).toBe(false);
  stop();
});
