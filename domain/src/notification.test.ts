import { describe, expect, test } from 'vitest';
import type { EventId, OrderId, Uid } from './ids.ts';
import {
  canMoveDelivery,
  createNotification,
  decideLease,
  decideNotSent,
  decideSent,
  isDue,
  leaseSeconds,
  maxAttempts,
  messageIdOf,
  notificationIdOf,
  retryDelayMs,
} from './notification.ts';
import type { DeliveryStatus, EmailDelivery, Notification } from './notification.ts';

const now = new Date('2026-09-18T18:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const order = {
  orderId: 'Order1' as OrderId,
  eventId: 'milano' as EventId,
  uid: 'u1' as Uid,
  locale: 'it' as const,
  contact: { name: 'Ada', email: 'ada@example.com' },
};
const fresh = createNotification('order-paid', order, now);
const having = (email: Partial<EmailDelivery>, nextAttemptAt: Date | null = null): Notification => ({
  ...fresh,
  channels: { email: { ...fresh.channels.email, ...email } },
  nextAttemptAt,
});
const after = (notification: Notification, change: object | undefined): Notification => {
  expect(change).toBeDefined();
  return { ...notification, ...change };
};

describe('[N1] a notification', () => {
  test('has the id of its kind and order, so that making it twice collides', () => {
    expect(fresh.notificationId).toBe('order-paid_Order1');
    expect(fresh.notificationId).toBe(notificationIdOf('order-paid', order.orderId));
    expect(createNotification('order-refunded', order, now)).toMatchObject({
      notificationId: 'order-refunded_Order1',
      kind: 'order-refunded',
    });
  });
  test('goes to the order’s contact in the order’s language, due at once', () => {
    expect(fresh).toMatchObject({ locale: 'it', uid: 'u1', eventId: 'milano', nextAttemptAt: now });
    expect(fresh.channels.email).toMatchObject({ to: 'ada@example.com', status: 'pending', attempts: 0 });
  });
  test('is spread over all ten shards', () => {
    const shards = Array.from({ length: 200 }, (_, i) =>
      createNotification('order-paid', { ...order, orderId: `o${i * 7919}` as OrderId }, now),
    ).map(({ shard }) => shard);
    expect(new Set(shards)).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
  });
});

test('[N2] a delivery moves only along its table, and nothing leaves sent', () => {
  const statuses: DeliveryStatus[] = ['pending', 'sending', 'sent', 'failed'];
  const moves = statuses.flatMap((from) =>
    statuses.filter((to) => canMoveDelivery(from, to)).map((to) => `${from} → ${to}`),
  );
  expect(moves).toEqual([
    'pending → sending',
    'sending → pending',
    'sending → sending',
    'sending → sent',
    'sending → failed',
    'failed → pending',
  ]);
  for (const status of ['pending', 'sent', 'failed'] as const) {
    expect(decideSent(having({ status }), '<m>', now)).toBeUndefined();
    expect(decideNotSent(having({ status }), { reason: '451', permanent: false }, now, 0)).toBeUndefined();
  }
});

describe('[N3] the lease', () => {
  test('a due one is taken for two minutes, and the attempt counts from then', () => {
    const leased = after(fresh, decideLease(fresh, now));
    expect(leased.channels.email).toMatchObject({
      status: 'sending',
      attempts: 1,
      leaseUntil: later(leaseSeconds),
    });
  });
  test('nobody else takes it until the lease ends; then anyone does', () => {
    const leased = after(fresh, decideLease(fresh, now));
    expect(decideLease(leased, later(leaseSeconds - 0.001))).toBeUndefined();
    expect(after(leased, decideLease(leased, later(leaseSeconds))).channels.email.attempts).toBe(2);
  });
  test('a retry is not taken before its time, a first attempt always is', () => {
    expect(isDue(having({ attempts: 1 }, later(1)), now)).toBe(false);
    expect(isDue(having({ attempts: 1 }, later(1)), later(1))).toBe(true);
    expect(isDue(having({ attempts: 0 }, later(1)), now)).toBe(true);
  });
  test('what is sent or failed is never taken', () => {
    for (const status of ['sent', 'failed'] as const)
      expect(decideLease(having({ status }, now), later(9e6))).toBeUndefined();
  });
});

test('[N4] it comes up again when it is due or its lease ends, and never once sent or failed', () => {
  const leased = after(fresh, decideLease(fresh, now));
  expect(leased.nextAttemptAt).toEqual(leased.channels.email.leaseUntil);
  expect(after(leased, decideSent(leased, '<m>', now)).nextAttemptAt).toBeNull();
  const temporary = decideNotSent(leased, { reason: '451', permanent: false }, now, 0.5);
  expect(after(leased, temporary).nextAttemptAt).toEqual(later(40));
  const permanent = decideNotSent(leased, { reason: '550', permanent: true }, now, 0.5);
  expect(after(leased, permanent).nextAttemptAt).toBeNull();
});

test('[N5] the Message-ID is the notification’s alone: attempts and time do not change it', () => {
  expect(messageIdOf(fresh.notificationId, 'portal.example')).toBe(
    '<order-paid_Order1.email@portal.example>',
  );
});

describe('[N6] a temporary refusal', () => {
  test.each([
    [1, 40],
    [2, 80],
    [3, 160],
    [6, 1280],
    [11, 40_960],
  ])('after attempt %i waits %i seconds, up to a quarter more or less', (attempts, seconds) => {
    expect(retryDelayMs(attempts, 0.5)).toBe(seconds * 1000);
    expect(retryDelayMs(attempts, 0)).toBe(seconds * 750);
    expect(retryDelayMs(attempts, 0.999999)).toBeCloseTo(seconds * 1250, -3);
  });
  test('twelve attempts span about a day', () => {
    const hours = (random: number) =>
      Array.from({ length: maxAttempts - 1 }, (_, i) => retryDelayMs(i + 1, random)).reduce((a, b) => a + b) /
      3_600_000;
    expect(hours(0)).toBeGreaterThan(17);
    expect(hours(0.5)).toBeCloseTo(22.7, 1);
    expect(hours(1)).toBeLessThan(28.5);
  });
  test('goes back to pending with its reason, and the twelfth fails for good', () => {
    const refused = { reason: '451 greylisted', permanent: false };
    const eleventh = having({ status: 'sending', attempts: 11, leaseUntil: now });
    expect(after(eleventh, decideNotSent(eleventh, refused, now, 0)).channels.email).toMatchObject({
      status: 'pending',
      lastError: '451 greylisted',
      leaseUntil: null,
    });
    const twelfth = having({ status: 'sending', attempts: 12, leaseUntil: now });
    expect(after(twelfth, decideNotSent(twelfth, refused, now, 0)).channels.email.status).toBe('failed');
  });
  test('attempts that die without a word end too', () => {
    const dying = having({ status: 'sending', attempts: maxAttempts, leaseUntil: now }, now);
    const given = after(dying, decideLease(dying, now));
    expect(given.channels.email).toMatchObject({ status: 'failed', lastError: 'died-sending' });
    expect(given.nextAttemptAt).toBeNull();
  });
});

test('[N7] sent says when and with which Message-ID, and forgets the last error', () => {
  const leased = having({ status: 'sending', attempts: 2, leaseUntil: later(60), lastError: '451' });
  expect(after(leased, decideSent(leased, '<m@h>', later(3))).channels.email).toMatchObject({
    status: 'sent',
    sentAt: later(3),
    messageId: '<m@h>',
    lastError: null,
    leaseUntil: null,
    attempts: 2,
  });
});

test('[N8] a permanent refusal fails at the first attempt, with the reason cut to what is kept', () => {
  const leased = having({ status: 'sending', attempts: 1, leaseUntil: later(60) });
  const { email } = after(
    leased,
    decideNotSent(leased, { reason: `550 ${'x'.repeat(900)}`, permanent: true }, now, 0),
  ).channels;
  expect(email.status).toBe('failed');
  expect(email.lastError).toHaveLength(500);
});
