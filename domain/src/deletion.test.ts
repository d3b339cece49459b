import { describe, expect, it } from 'vitest';
import { makeEvent, minutesAfter, now, orderId } from '../testing/hall.ts';
import { describeStays, findBlockers, isRecentSignIn, withoutPerson } from './deletion.ts';
import type { OwnThings } from './deletion.ts';
import type { Designer } from './designer.ts';
import type { DesignerId, Uid } from './ids.ts';
import { createNotification, decideLease, decideSent } from './notification.ts';

const uid = 'ada' as Uid;
const formerUid = 'former1' as Uid;
const nothing: OwnThings = { uid, role: null, orders: [], tickets: [], events: [], designers: [] };
const order = (status: OwnThings['orders'][number]['status'], createdAt = now) => ({
  orderId,
  status,
  createdAt,
});

describe('[X4] what is in the way', () => {
  const designer = (members: Record<string, 'owner' | 'editor'>, state: Designer['state'] = 'draft') => ({
    designerId: 'house' as DesignerId,
    state,
    members: members as Record<Uid, 'owner' | 'editor'>,
  });
  const over = makeEvent(['s'], { endsAt: minutesAfter(-1) });
  const toCome = makeEvent(['s'], { endsAt: minutesAfter(1) });
  it.each<[string, Partial<OwnThings>, string[]]>([
    ['an order that awaits payment', { orders: [order('awaiting-payment')] }, ['payment']],
    ['paid and given-up orders', { orders: [order('paid'), order('expired')] }, []],
    ['an event to come', { events: [toCome] }, ['event']],
    ['a draft to come', { events: [{ ...toCome, state: 'draft' }] }, ['event']],
    ['a cancelled event, and one that is over', { events: [{ ...toCome, state: 'cancelled' }, over] }, []],
    ['a designer’s only owner', { designers: [designer({ ada: 'owner', bea: 'editor' })] }, ['designer']],
    ['of what is published', { designers: [designer({ ada: 'owner' }, 'published')] }, ['designer']],
    ['a draft that is nobody else’s', { designers: [designer({ ada: 'owner' })] }, []],
    ['one of two owners', { designers: [designer({ ada: 'owner', bea: 'owner' })] }, []],
    ['an editor', { designers: [designer({ ada: 'editor', bea: 'owner' })] }, []],
    ['an admin', { role: 'admin' }, ['role']],
    ['an organizer', { role: 'organizer' }, []],
  ])('%s', (_, things, kinds) => {
    expect(findBlockers({ ...nothing, ...things }, now).map(({ kind }) => kind)).toEqual(kinds);
  });
});

describe('[X3] what stays', () => {
  it('is said with the last year of keeping: ten after the last sale’s', () => {
    const orders = [
      order('paid', new Date('2026-12-31T23:00:00Z')),
      order('paid', new Date('2024-05-01T00:00:00Z')),
    ];
    const tickets = [
      { status: 'valid', startsAt: minutesAfter(60) },
      { status: 'void', startsAt: minutesAfter(60) },
      { status: 'valid', startsAt: minutesAfter(-60) },
    ] as const;
    expect(describeStays({ ...nothing, orders, tickets }, now)).toEqual({
      ...{ orders: 2, tickets: 3, upcomingTickets: 1, reason: 'tax-law', untilYear: 2036 },
    });
    expect(describeStays(nothing, now).untilYear).toBeNull();
  });

  it('an order’s amounts, dates and number stand; its buyer’s name, address and telephone do not', () => {
    const change = withoutPerson.order({ eventId: makeEvent(['s']).eventId }, formerUid);
    expect(change).toEqual({
      uid: formerUid,
      holdId: `gala_${formerUid}`,
      contact: { name: '', email: '' },
    });
  });

  it('a mail that is not out yet never will be; one that is out stays so, without its address', () => {
    const contact = { name: 'Ada Rossi', email: 'ada@example.com' };
    const mail = createNotification(
      'order-paid',
      { orderId, eventId: makeEvent(['s']).eventId, uid, locale: 'en', contact },
      now,
    );
    const pending = { ...mail, ...withoutPerson.notification(mail, formerUid) };
    expect(pending).toMatchObject({
      uid: formerUid,
      nextAttemptAt: null,
      channels: { email: { to: '', status: 'failed' } },
    });
    const sending = { ...mail, ...decideLease(mail, now) };
    const sent = { ...sending, ...decideSent(sending, '<id>', now) };
    expect(withoutPerson.notification(sent, formerUid)).toMatchObject({
      channels: { email: { to: '', status: 'sent' } },
    });
  });
});

it('[X1] a sign-in of the last five minutes is recent', () => {
  expect(isRecentSignIn(minutesAfter(-5), now)).toBe(true);
  expect(isRecentSignIn(minutesAfter(-5.1), now)).toBe(false);
});
