import { describe, expect, test } from 'vitest';
import type { OrderStatus } from '@fashionista/domain/order';
import { hasTickets, readOrderView, readRedirectStatus } from './orderView.ts';
import type { RedirectStatus } from './orderView.ts';

const now = new Date('2026-10-03T12:00:00Z');
const payBy = new Date('2026-10-03T12:15:00Z');
const view = (
  status: OrderStatus,
  {
    redirectStatus,
    looks = 0,
    refundPending = false,
    at = now,
  }: {
    redirectStatus?: RedirectStatus;
    looks?: number;
    refundPending?: boolean;
    at?: Date;
  } = {},
) => readOrderView({ status, payBy, refundPending }, { redirectStatus, looks, now: at });

describe('the return address is never believed', () => {
  test('"succeeded" alone is not paid: it is being checked', () => {
    expect(view('awaiting-payment', { redirectStatus: 'succeeded' })).toBe('checking');
  });
  test('"failed" is believed only once the server has looked and knows of no payment', () => {
    expect(view('awaiting-payment', { redirectStatus: 'failed' })).toBe('checking');
    expect(view('awaiting-payment', { redirectStatus: 'failed', looks: 1 })).toBe('declined');
  });
  test('"failed" does not hide that the order is paid', () => {
    expect(view('paid', { redirectStatus: 'failed', looks: 1 })).toBe('paid');
  });
  test('anything else in the address counts as nothing', () => {
    expect(readRedirectStatus('paid')).toBeUndefined();
    expect(view('awaiting-payment')).toBe('unpaid');
  });
});

describe('waiting', () => {
  test('says so when it takes long', () => {
    expect(view('awaiting-payment', { redirectStatus: 'succeeded', looks: 3 })).toBe('slow');
  });
  test('for a bank debit is another matter', () => {
    expect(view('awaiting-payment', { redirectStatus: 'pending', looks: 9 })).toBe('processing');
  });
  test('past the time to pay offers no payment any more', () => {
    expect(view('awaiting-payment', { at: payBy })).toBe('checking');
  });
});

describe('money that came too late', () => {
  test.each(['expired', 'cancelled'] as const)(
    'for an %s order is on its way back until it is refunded',
    (status) => {
      expect(view(status)).toBe(status);
      expect(view(status, { refundPending: true })).toBe('refund-coming');
      expect(view('refunded')).toBe('refunded');
    },
  );
});

test('tickets are offered of what was sold and not wholly taken back', () => {
  const offered = (status: OrderStatus) => hasTickets({ status });
  expect((['paid', 'partially-refunded'] as const).every(offered)).toBe(true);
  expect((['awaiting-payment', 'expired', 'cancelled', 'refunded', 'disputed'] as const).some(offered)).toBe(
    false,
  );
});
