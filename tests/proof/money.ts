/**
 * What Stripe's double says about orders: the money that moved, and the events that Stripe would have sent. Its own
 * webhooks are dropped during a proof, which delivers them itself, as badly as it likes. IO: HTTP.
 */
import Stripe from 'stripe';
import type { OrderId } from '@fashionista/domain/ids';
import type { Order } from '@fashionista/domain/order';
import { stack } from '../support/stack.ts';

export const webhookSecret = 'whsec_double';

export const openStripe = (): Stripe => {
  const { hostname, port } = new URL(stack().stripe);
  return new Stripe('sk_test_double', { host: hostname, port: Number(port), protocol: 'http' });
};

export interface Money {
  intents: { id: string; status: string }[];
  chargedMinor: number;
  /** Refunds that were made or are on their way. */
  refundedMinor: number;
}

interface DoubleState {
  paymentIntents: { id: string; status: string; metadata: { orderId?: string } }[];
  charges: { payment_intent: string; status: string; amount: number }[];
  refunds: { payment_intent: string; status: string; amount: number }[];
}

const sum = (list: readonly { amount: number }[]): number =>
  list.reduce((total, one) => total + one.amount, 0);

/** The money of each order that Stripe knows of. */
export async function readMoney(): Promise<Map<OrderId, Money>> {
  const answer = await fetch(`${stack().stripe}/__/state`);
  const { paymentIntents, charges, refunds } = (await answer.json()) as DoubleState;
  const books = new Map<OrderId, Money>();
  for (const { id, status, metadata } of paymentIntents) {
    const orderId = metadata.orderId as OrderId;
    const before = books.get(orderId) ?? { intents: [], chargedMinor: 0, refundedMinor: 0 };
    const made = charges.filter((one) => one.payment_intent === id && one.status === 'succeeded');
    const back = refunds.filter((one) => one.payment_intent === id && one.status !== 'failed');
    books.set(orderId, {
      intents: [...before.intents, { id, status }],
      chargedMinor: before.chargedMinor + sum(made),
      refundedMinor: before.refundedMinor + sum(back),
    });
  }
  return books;
}

/** Money and orders that are over agree: charged once and paid, or sent back whole, or never charged nor chargeable. */
export function checkMoney(order: Order, money: Money | undefined): string[] {
  const { orderId, status, amountMinor } = order;
  if (amountMinor === 0) return money ? [`order ${orderId} of nothing has a payment`] : [];
  if (!money) return [`order ${orderId} has no payment intent at Stripe`];
  const violations: string[] = [];
  const [intent, ...others] = money.intents;
  if (others.length > 0) violations.push(`order ${orderId} has ${money.intents.length} payment intents`);
  if (intent && intent.id !== order.paymentIntentId)
    violations.push(`order ${orderId} names ${order.paymentIntentId}, not ${intent.id}`);
  const wanted: Record<string, [intent: string, charged: number, refunded: number]> = {
    paid: ['succeeded', amountMinor, 0],
    refunded: ['succeeded', amountMinor, amountMinor],
    cancelled: ['canceled', 0, 0],
    expired: ['canceled', 0, 0],
  };
  const actual = JSON.stringify([intent?.status, money.chargedMinor, money.refundedMinor]);
  if (actual !== JSON.stringify(wanted[status]))
    violations.push(`order ${orderId} is ${status}, but at Stripe it is ${actual}`);
  return violations;
}

export interface SentEvent {
  id: string;
  type: string;
  /** As Stripe posts it. */
  body: string;
}

const isAbout = (event: Stripe.Event, paymentIntentId: string): boolean => {
  const { object } = event.data;
  return 'payment_intent' in object
    ? object.payment_intent === paymentIntentId
    : 'id' in object && object.id === paymentIntentId;
};

/** Every event about this payment intent, as Stripe would have posted them, oldest first. `sinceMs`: made no earlier. */
export async function readEvents(
  stripe: Stripe,
  paymentIntentId: string,
  sinceMs: number,
): Promise<SentEvent[]> {
  const about: SentEvent[] = [];
  const created = { gte: Math.floor(sinceMs / 1000) };
  for await (const event of stripe.events.list({ limit: 100, created }))
    if (isAbout(event, paymentIntentId))
      about.unshift({ id: event.id, type: event.type, body: JSON.stringify(event) });
  return about;
}

export const signatureOf = (payload: string): string =>
  Stripe.webhooks.generateTestHeaderString({ payload, secret: webhookSecret });
