/**
 * Decides on refunds: what may be given back, to which charge, and how a refund ends. A refund is created and answered at once;
 * some test cards leave it pending or fail it later. Events: refund.created, charge.refunded, then refund.updated or
 * refund.failed. No IO: ids and time are passed in.
 */
import { invalidRequest } from './apiRefusal.ts';
import { formatAmount } from './currencies.ts';
import type { DraftEvent } from './paymentIntentSteps.ts';
import type { Provenance } from './paymentMethods.ts';
import type { Charge, Metadata, PaymentMethodType, Refund, RefundStatus } from './stripeObjects.ts';
import type { TestPaymentMethod } from './testPaymentMethods.ts';

/** `settlesAs` is set while a refund's end is still to come. */
export type RefundRecord = {
  refund: Refund;
  settlesAs: 'succeeded' | 'failed' | null;
  settlesAtMs: number | null;
};

export type RefundStep = { record: RefundRecord; charge: Charge; events: DraftEvent[] };

export type RefundDraft = { amount?: number; reason?: string; metadata?: Metadata };

/** The amount to give back, in minor units; throws Stripe's refusal where it is too much or there is nothing left. */
export function decideRefundAmount(charge: Charge, asked: number | undefined): number {
  if (charge.status !== 'succeeded') {
    throw invalidRequest(
      `This PaymentIntent (${charge.payment_intent}) does not have a successful charge to refund.`,
    );
  }
  const leftMinor = charge.amount - charge.amount_refunded;
  if (leftMinor === 0) {
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, {
      code: 'charge_already_refunded',
    });
  }
  if (asked === undefined) return leftMinor;
  if (asked < 1) {
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'amount',
    });
  }
  if (asked > leftMinor) {
    const [more, less] = [asked, leftMinor].map((amount) => formatAmount(amount, charge.currency));
    throw invalidRequest(`Refund amount (${more}) is greater than unrefunded amount on charge (${less})`, {
      param: 'amount',
    });
  }
  return asked;
}

const BANK_TRANSFERS: Partial<Record<PaymentMethodType, string>> = {
  sepa_debit: 'eu_bank_transfer',
  bacs_debit: 'gb_bank_transfer',
  us_bank_account: 'us_bank_transfer',
};

/** Where the money goes: back to the card, or by a transfer to the account that was debited. */
function describeDestination(methodType: PaymentMethodType, isDone: boolean): Record<string, unknown> {
  const type = BANK_TRANSFERS[methodType] ?? 'card';
  const reference = isDone
    ? { reference: '4242424242', reference_status: 'available' }
    : { reference_status: 'pending' };
  const card = { reference_type: 'acquirer_reference_number', type: 'refund' };
  return { type, [type]: type === 'card' ? { ...reference, ...card } : reference };
}

export function createRefund(
  charge: Charge,
  draft: RefundDraft,
  test: TestPaymentMethod,
  settlesAtMs: number,
  from: Provenance,
): RefundStep {
  const amount = decideRefundAmount(charge, draft.amount);
  const status: RefundStatus = test.refund === 'pending' ? 'pending' : 'succeeded';
  const refund: Refund = {
    id: from.newId('re'),
    object: 'refund',
    amount,
    balance_transaction: from.newId('txn'),
    charge: charge.id,
    created: from.nowSeconds,
    currency: charge.currency,
    customer: null,
    customer_account: null,
    destination_details: describeDestination(test.type, false),
    metadata: draft.metadata ?? {},
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    ...(status === 'pending' ? { pending_reason: 'processing' } : {}),
    reason: draft.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status,
    transfer_reversal: null,
  };
  const refunded = addToRefunded(charge, amount);
  const events: DraftEvent[] = [
    { type: 'refund.created', object: refund },
    {
      type: 'charge.refunded',
      object: refunded,
      previousAttributes: { amount_refunded: charge.amount_refunded, refunded: charge.refunded },
    },
  ];
  if (test.refund !== 'succeeds') {
    const settlesAs = test.refund === 'fails' ? 'failed' : 'succeeded';
    return { record: { refund, settlesAs, settlesAtMs }, charge: refunded, events };
  }
  const done = { ...refund, destination_details: describeDestination(test.type, true) };
  events.push({
    type: 'refund.updated',
    object: done,
    previousAttributes: { destination_details: refund.destination_details },
  });
  return { record: { refund: done, settlesAs: null, settlesAtMs: null }, charge: refunded, events };
}

function addToRefunded(charge: Charge, amount: number): Charge {
  const amountRefunded = charge.amount_refunded + amount;
  return { ...charge, amount_refunded: amountRefunded, refunded: amountRefunded === charge.amount };
}

/** The end of a refund that was left open: it arrived, or the money came back to the charge. */
export function settleRefund(record: RefundRecord, charge: Charge, from: Provenance): RefundStep {
  const { pending_reason: _, ...open } = record.refund;
  const previousAttributes = { status: open.status };
  if (record.settlesAs !== 'failed') {
    const refund: Refund = {
      ...open,
      destination_details: describeDestination('card', true),
      status: 'succeeded',
    };
    const events = [{ type: 'refund.updated', object: refund, previousAttributes }];
    return { record: { refund, settlesAs: null, settlesAtMs: null }, charge, events };
  }
  const refund: Refund = {
    ...open,
    failure_balance_transaction: from.newId('txn'),
    failure_reason: 'expired_or_canceled_card',
    status: 'failed',
  };
  return {
    record: { refund, settlesAs: null, settlesAtMs: null },
    charge: addToRefunded(charge, -refund.amount),
    events: [{ type: 'refund.failed', object: refund, previousAttributes }],
  };
}
