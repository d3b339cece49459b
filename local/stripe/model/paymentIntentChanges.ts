/**
 * What the shop does to a payment intent besides confirming it: give it up, or change it. Apart from the machine because no
 * money moves here. Pure: gives the next record with its events, or throws Stripe's refusal. No IO: time is passed in.
 */
import { unexpectedState } from './apiRefusal.ts';
import { failCharge } from './charges.ts';
import { DECLINES } from './declines.ts';
import { OPEN_STATUSES } from './paymentIntentSteps.ts';
import type { IntentRecord, IntentStep } from './paymentIntentSteps.ts';
import { assertMethodFits } from './paymentMethods.ts';
import type { PaymentMethodRecord, Provenance } from './paymentMethods.ts';
import type { Charge, PaymentIntent } from './stripeObjects.ts';

/**
 * Cancels what took no money yet. A payment that is being processed can be called back only as long as the bank has not got
 * it, which here is the method that never settles by itself.
 */
export function cancelIntent(
  record: IntentRecord,
  reason: string | null,
  pending: Charge | undefined,
  from: Provenance,
): IntentStep {
  const { intent, attempt } = record;
  const isCallable = intent.status === 'processing' && attempt?.settlesAtMs === null;
  if (!OPEN_STATUSES.includes(intent.status) && !isCallable) {
    throw unexpectedState(
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: requires_payment_method, requires_capture, requires_confirmation, requires_action, processing.`,
      intent,
    );
  }
  const canceled: PaymentIntent = {
    ...intent,
    canceled_at: from.nowSeconds,
    cancellation_reason: reason,
    next_action: null,
    status: 'canceled',
  };
  const step: IntentStep = {
    record: { intent: canceled, attempt: null },
    events: [{ type: 'payment_intent.canceled', object: canceled }],
  };
  if (!isCallable || pending === undefined) return step;
  const failed = failCharge(pending, DECLINES.generic);
  return {
    ...step,
    charge: failed,
    events: [{ type: 'charge.failed', object: failed }, ...step.events],
  };
}

export type IntentUpdate = Partial<
  Pick<
    PaymentIntent,
    | 'amount'
    | 'currency'
    | 'description'
    | 'metadata'
    | 'receipt_email'
    | 'shipping'
    | 'statement_descriptor'
    | 'statement_descriptor_suffix'
    | 'transfer_group'
    | 'payment_method_types'
  >
>;

/** What a payment that has begun no longer lets one change. */
const FIXED_ONCE_BEGUN = ['amount', 'currency', 'payment_method_types'] as const;

/** Changes an intent. A new method, amount or currency makes an open one wait for its confirmation again. */
export function updateIntent(
  record: IntentRecord,
  update: IntentUpdate,
  method: PaymentMethodRecord | undefined,
): IntentStep {
  const { intent } = record;
  const isOpen = OPEN_STATUSES.includes(intent.status);
  const fixed = isOpen ? undefined : FIXED_ONCE_BEGUN.find((name) => update[name] !== undefined);
  const refused = fixed ?? (!isOpen && method !== undefined ? 'payment_method' : undefined);
  if (refused !== undefined) {
    throw unexpectedState(
      `This PaymentIntent's ${refused} could not be updated because it has a status of ${intent.status}. You may only update the ${refused} of a PaymentIntent with one of the following statuses: requires_payment_method, requires_confirmation, requires_action.`,
      intent,
    );
  }
  const updated: PaymentIntent = { ...intent, ...update, last_payment_error: null };
  if (method !== undefined) {
    assertMethodFits(updated, method.method);
    updated.payment_method = method.method.id;
  }
  const restarts = method !== undefined || update.amount !== undefined || update.currency !== undefined;
  if (isOpen && restarts) {
    updated.status = updated.payment_method === null ? 'requires_payment_method' : 'requires_confirmation';
    updated.next_action = null;
  }
  const attempt = updated.status === intent.status ? record.attempt : null;
  const step: IntentStep = { record: { intent: updated, attempt }, events: [] };
  return method === undefined ? step : { ...step, method };
}
