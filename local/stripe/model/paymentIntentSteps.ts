/**
 * What one step of a payment intent gives: its new record, what else changed, the events in Stripe's order, and the refusal to
 * answer with where the step changed state *and* failed (a decline). The state machine and the settling of charges share it.
 * Order of events (measured): created → [requires_action] → charge.succeeded, payment_intent.succeeded → charge.updated;
 * decline: charge.failed, payment_intent.payment_failed. No IO.
 */
import { ApiRefusal, docUrlOf } from './apiRefusal.ts';
import { bookCharge, failCharge, succeedCharge } from './charges.ts';
import type { Decline } from './declines.ts';
import type { PaymentMethodRecord, Provenance } from './paymentMethods.ts';
import type { Charge, ErrorBody, IntentStatus, PaymentIntent, PaymentMethod } from './stripeObjects.ts';

/** No money is on its way: it may be confirmed, changed or given up. */
export const OPEN_STATUSES: readonly IntentStatus[] = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
];

/** A confirmation that waits: for the buyer's bank to authenticate them, or for a bank debit to come through. */
export type Attempt = {
  attemptId: string;
  phase: 'authenticating' | 'processing';
  methodId: string;
  returnUrl: string | null;
  /** When processing ends by itself; null: never, or not processing. */
  settlesAtMs: number | null;
};

export type IntentRecord = { intent: PaymentIntent; attempt: Attempt | null };

export type DraftEvent = {
  type: string;
  object: unknown;
  previousAttributes?: Record<string, unknown>;
};

export type IntentStep = {
  record: IntentRecord;
  charge?: Charge;
  method?: PaymentMethodRecord;
  events: DraftEvent[];
  refusal?: ApiRefusal;
};

/** The charge went through: the intent succeeds, and the charge is booked in the same breath. */
export function succeedWith(intent: PaymentIntent, pending: Charge, from: Provenance): IntentStep {
  const charge = succeedCharge(pending);
  const paid: PaymentIntent = {
    ...intent,
    amount_received: charge.amount,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    payment_method: charge.payment_method,
    status: 'succeeded',
  };
  const booked = bookCharge(charge, from);
  const events: DraftEvent[] = [
    { type: 'charge.succeeded', object: charge },
    { type: 'payment_intent.succeeded', object: paid },
    {
      type: 'charge.updated',
      object: booked,
      previousAttributes: { balance_transaction: null, receipt_url: null },
    },
  ];
  return { record: { intent: paid, attempt: null }, charge: booked, events };
}

/** The bank said no: back to `requires_payment_method`, the same intent may be tried again. */
export function declineWith(
  intent: PaymentIntent,
  pending: Charge,
  method: PaymentMethod,
  decline: Decline,
): IntentStep {
  const charge = failCharge(pending, decline);
  const error: ErrorBody = {
    type: 'card_error',
    code: decline.code,
    decline_code: decline.declineCode,
    doc_url: docUrlOf(decline.code),
    message: decline.message,
    charge: charge.id,
    payment_method: method,
  };
  if (decline.advice !== null) error.advice_code = decline.advice;
  const failed = returnToPaymentMethod({ ...intent, latest_charge: charge.id }, error);
  return {
    record: { intent: failed, attempt: null },
    charge,
    events: [
      { type: 'charge.failed', object: charge },
      { type: 'payment_intent.payment_failed', object: failed },
    ],
    refusal: new ApiRefusal(402, { ...error, payment_intent: failed }),
  };
}

export function returnToPaymentMethod(intent: PaymentIntent, error: ErrorBody): PaymentIntent {
  return {
    ...intent,
    last_payment_error: error,
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  };
}
