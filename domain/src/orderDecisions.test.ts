import { describe, expect, it } from 'vitest';
import { drawHall, makeEvent, makeHold, minutesAfter, now, orderId } from '../testing/hall.ts';
import type { Result } from './errors.ts';
import { findAnswer, isExpired, lastAnswer } from './holdRecord.ts';
import type { Hold } from './holdRecord.ts';
import type { OrderId, RequestId } from './ids.ts';
import { canMoveOrder, splitPrice } from './order.ts';
import type { Order, OrderStatus } from './order.ts';
import {
  decideCheckout,
  decideCorrection,
  decideGiveUp,
  decideRefundDue,
  decideSell,
} from './orderDecisions.ts';
import { canMoveTicket } from './ticket.ts';
import type { TicketStatus } from './ticket.ts';

const { index, event } = drawHall({ s: ['......'] });
const requestId = 'request-1' as RequestId;
const contact = { name: 'Ada Rossi', email: 'ada@example.com' };

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}
const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.error.code);

const checkout = (hold: Hold | undefined, change = {}) =>
  decideCheckout({ event, index, hold, orderId, contact, locale: 'it', requestId, now, ...change });

const { hold: paying, order } = valueOf(checkout(makeHold(['s-a-1', 's-a-2'])));
const payment = { paymentIntentId: 'pi_1', amountMinor: 10_000, currency: 'EUR' };

describe('checkout', () => {
  it('[P2] makes the hold paying and its order, with fifteen minutes to pay', () => {
    expect(paying).toMatchObject({ state: 'paying', orderId, expiresAt: minutesAfter(15) });
    expect(order).toMatchObject({ status: 'awaiting-payment', payBy: minutesAfter(15), amountMinor: 10_000 });
    expect(isExpired(paying, minutesAfter(60))).toBe(false);
  });

  it('[P2] at the prices at which the places were held', () => {
    const dearer = makeEvent(['s'], {
      ticketTypes: event.ticketTypes.map((type) => ({ ...type, priceMinor: 9_900 })),
    });
    expect(valueOf(checkout(makeHold(['s-a-1']), { event: dearer })).order.amountMinor).toBe(5_000);
  });

  it('[H9] remembers the order that the request made', () => {
    expect(lastAnswer(paying)).toMatchObject({ requestId, action: 'orders/checkout', orderId });
  });

  it.each([
    ['[H2] an expired hold', makeHold(['s-a-1'], { expiresAt: now }), 'hold-expired'],
    ['[H2] a swept hold', makeHold([], { state: 'empty', expiresAt: null }), 'hold-expired'],
    ['[P3] a hold being paid', paying, 'hold-busy'],
    ['[H1] no hold', undefined, 'not-found'],
  ])('refuses %s', (_, hold, code) => {
    expect(codeOf(checkout(hold))).toBe(code);
  });

  it('[H11] refuses when the sale has closed', () => {
    const cancelled = makeEvent(['s'], { state: 'cancelled' });
    expect(codeOf(checkout(makeHold(['s-a-1']), { event: cancelled }))).toBe('sale-closed');
  });
});

describe('correcting the contact', () => {
  const corrected = {
    contact: { name: 'Ada Rossi', email: 'ada.rossi@example.com' },
    locale: 'it' as const,
    requestId,
  };

  it('[P9] a new checkout corrects it, and is remembered', () => {
    const again = { ...corrected, requestId: 'request-2' as RequestId };
    const change = decideCorrection(paying, order, again);
    expect(change).toMatchObject({ order: { contact: corrected.contact }, hold: { state: 'paying' } });
    for (const id of [requestId, again.requestId])
      expect(findAnswer(change?.hold, 'orders/checkout', id)).toMatchObject({ orderId });
  });

  it('[P9] [H9] one with the same contact is remembered as well', () => {
    const again = { contact, locale: 'it' as const, requestId: 'request-2' as RequestId };
    const change = decideCorrection(paying, order, again);
    expect(change?.order).toEqual({ contact: order.contact, locale: order.locale });
    expect(findAnswer(change?.hold, 'orders/checkout', again.requestId)).toMatchObject({ orderId });
  });

  it('[P9] one for an order that is over changes nothing', () => {
    expect(decideCorrection(makeHold([], { state: 'empty' }), order, corrected)).toBeUndefined();
  });
});

describe('sell', () => {
  const sale = valueOf(decideSell(paying, order, event, payment, now));

  it('[P4] empties the hold and counts what was bought', () => {
    expect(sale.hold).toMatchObject({ state: 'empty', places: [], bought: 2, orderId: null });
    expect(sale.order).toEqual({ status: 'paid', paidAt: now, paymentIntentId: 'pi_1' });
    expect(sale.entry).toMatchObject({ kind: 'payment', amountMinor: 10_000, stripeId: 'pi_1' });
  });

  it('[T1] a ticket’s id comes from its order and place', () => {
    expect(sale.tickets.map((ticket) => ticket.ticketId)).toEqual(['order1_s-a-1', 'order1_s-a-2']);
    expect(sale.tickets[0]).toMatchObject({
      status: 'valid',
      revision: 1,
      holderName: 'Ada Rossi',
      row: 'a',
      number: 1,
    });
  });

  it.each([
    ['another amount', { ...payment, amountMinor: 9_999 }],
    ['another currency', { ...payment, currency: 'USD' }],
  ])('[P4] %s is never a sale', (_, wrong) => {
    expect(codeOf(decideSell(paying, order, event, wrong, now))).toBe('conflict');
  });

  it('[P4] a hold that pays another order is not sold to this one', () => {
    const other = { ...paying, orderId: 'order2' as OrderId };
    expect(codeOf(decideSell(other, order, event, payment, now))).toBe('conflict');
    expect(codeOf(decideSell(paying, { ...order, status: 'paid' }, event, payment, now))).toBe('conflict');
  });
});

describe('give up', () => {
  it.each(['expired', 'cancelled'] as const)('[P5] %s: empties the hold and frees its places', (reason) => {
    const { hold, status, free } = valueOf(decideGiveUp(paying, order, reason));
    expect(hold).toMatchObject({ state: 'empty', bought: 0, orderId: null });
    expect(status).toBe(reason);
    expect(free).toHaveLength(2);
  });

  it('[P1] a paid order is not given up', () => {
    expect(codeOf(decideGiveUp(paying, { ...order, status: 'paid' }, 'expired'))).toBe('conflict');
  });
});

describe('refund due', () => {
  const gone: Order = { ...order, status: 'expired' };
  const empty = makeHold([], { state: 'empty', expiresAt: null });

  it('[P6] money for places that are gone is due back, all of it', () => {
    expect(decideRefundDue(gone, empty, payment, now)).toMatchObject({
      kind: 'refund-due',
      amountMinor: 10_000,
    });
    expect(decideRefundDue(gone, undefined, payment, now)).toBeDefined();
  });

  it('[P8] nothing is due for an order of nothing', () => {
    expect(decideRefundDue(gone, empty, { ...payment, amountMinor: 0 }, now)).toBeUndefined();
  });

  it.each<[string, Order, Hold]>([
    ['paid', { ...order, status: 'paid' }, empty],
    ['still to be paid', order, paying],
    ['refunded already', { ...order, status: 'refunded' }, empty],
    ['recorded already', { ...gone, refundPending: true }, empty],
  ])('[P6] nothing is due for an order that is %s', (_, current, hold) => {
    expect(decideRefundDue(current, hold, payment, now)).toBeUndefined();
  });
});

describe('statuses', () => {
  const orderStatuses: OrderStatus[] = [
    'awaiting-payment',
    'paid',
    'expired',
    'cancelled',
    'partially-refunded',
    'refunded',
    'disputed',
  ];

  it('[P1] nothing goes back to awaiting payment, and a refund is final', () => {
    expect(orderStatuses.filter((from) => canMoveOrder(from, 'awaiting-payment'))).toEqual([]);
    expect(orderStatuses.filter((to) => canMoveOrder('refunded', to))).toEqual([]);
  });

  it('[P1] only what awaits payment, or won a dispute, becomes paid', () => {
    expect(orderStatuses.filter((from) => canMoveOrder(from, 'paid'))).toEqual([
      'awaiting-payment',
      'disputed',
    ]);
  });

  it('[T3] a void ticket stays void', () => {
    const all: TicketStatus[] = ['valid', 'used', 'void'];
    expect(all.filter((to) => canMoveTicket('void', to))).toEqual([]);
    expect(canMoveTicket('used', 'valid')).toBe(true);
  });
});

describe('prices', () => {
  it('[M1] tells the VAT and fee contained in an all-in price', () => {
    // 122.00 at 22 % VAT is 100.00 net and 22.00 VAT; 4 % of 122.00 is 4.88.
    expect(splitPrice(12_200, 2_200, 400)).toEqual({ includedVatMinor: 2_200, includedFeeMinor: 488 });
    expect(splitPrice(0, 2_200, 400)).toEqual({ includedVatMinor: 0, includedFeeMinor: 0 });
  });

  it('[M1] rounds halves up', () => {
    // 4 % of 1.00 … 12.5 cents of a 4.00 price at 312.5 are no case of basis points; 125 of 10 000 is 0.5 of 40.
    expect(splitPrice(40, 0, 125).includedFeeMinor).toBe(1);
  });
});
