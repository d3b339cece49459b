/**
 * The life of a payment intent: requires_payment_method → requires_confirmation → requires_action → processing → succeeded; a
 * decline or a failed authentication goes back to requires_payment_method (cancelling: paymentIntentChanges.ts). Pure: each function takes a record and
 * gives the next one with its events, or throws Stripe's refusal and changes nothing. No IO: ids and time are passed in.
 */
import { invalidRequest, unexpectedState } from './apiRefusal.ts';
import { beginCharge } from './charges.ts';
import type { ChargeAttempt } from './charges.ts';
import { DECLINES } from './declines.ts';
import { assertMethodFits } from './paymentMethods.ts';
import type { PaymentMethodRecord, Provenance } from './paymentMethods.ts';
import { declineWith, OPEN_STATUSES, returnToPaymentMethod, succeedWith } from './paymentIntentSteps.ts';
import type { Attempt, IntentRecord, IntentStep } from './paymentIntentSteps.ts';
import type { Charge, PaymentIntent } from './stripeObjects.ts';
import type { SettlementPace, TestPaymentMethod } from './testPaymentMethods.ts';

export type Confirmation = {
  method: PaymentMethodRecord;
  test: TestPaymentMethod;
  returnUrl: string | null;
  isOffSession: boolean;
  mustNotRequireAction: boolean;
  /** Stripe.js drives 3-D Secure by itself: it wants the page's address, not a redirect. */
  usesStripeSdk: boolean;
  /** The double's page that stands for the bank's. */
  authenticationUrlOf: (attemptId: string) => string;
  settlesAtMsOf: (pace: SettlementPace) => number | null;
};

export function assertConfirmable(intent: PaymentIntent): void {
  if (intent.status === 'succeeded') {
    throw unexpectedState(
      'You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.',
      intent,
    );
  }
  if (!OPEN_STATUSES.includes(intent.status)) {
    throw unexpectedState(
      `You cannot confirm this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be confirmed: requires_confirmation, requires_action.`,
      intent,
    );
  }
}

export function confirmIntent(
  record: IntentRecord,
  confirmation: Confirmation,
  from: Provenance,
): IntentStep {
  const { method, test } = confirmation;
  assertConfirmable(record.intent);
  assertMethodFits(record.intent, method.method);
  const intent: PaymentIntent = {
    ...record.intent,
    payment_method: method.method.id,
    last_payment_error: null,
    next_action: null,
  };
  const attempt: ChargeAttempt = { intent, method, test, isAuthenticated: false };
  if (test.authentication === 'none' || (test.authentication === 'set-up' && confirmation.isOffSession)) {
    return { ...chargeMethod(attempt, confirmation, from), method };
  }
  if (confirmation.isOffSession || confirmation.mustNotRequireAction) {
    const charge = beginCharge(attempt, from);
    return { ...declineWith(intent, charge, method.method, DECLINES.authenticationRequired), method };
  }
  return requireAuthentication(intent, confirmation, from);
}

function requireAuthentication(
  intent: PaymentIntent,
  confirmation: Confirmation,
  from: Provenance,
): IntentStep {
  const attemptId = from.newId('payatt');
  const url = confirmation.authenticationUrlOf(attemptId);
  const isRedirect = confirmation.returnUrl !== null && !confirmation.usesStripeSdk;
  const waiting: PaymentIntent = {
    ...intent,
    next_action: isRedirect
      ? { type: 'redirect_to_url', redirect_to_url: { return_url: confirmation.returnUrl ?? '', url } }
      : { type: 'use_stripe_sdk', use_stripe_sdk: { type: 'three_d_secure_redirect', stripe_js: url } },
    status: 'requires_action',
  };
  const attempt: Attempt = {
    attemptId,
    phase: 'authenticating',
    methodId: confirmation.method.method.id,
    returnUrl: confirmation.returnUrl,
    settlesAtMs: null,
  };
  return {
    record: { intent: waiting, attempt },
    method: confirmation.method,
    events: [{ type: 'payment_intent.requires_action', object: waiting }],
  };
}

type Settling = Pick<Confirmation, 'settlesAtMsOf' | 'returnUrl'>;

function chargeMethod(attempt: ChargeAttempt, settling: Settling, from: Provenance): IntentStep {
  const charge = beginCharge(attempt, from);
  const { intent, method, test } = attempt;
  if (test.result.kind === 'succeeds') return succeedWith(intent, charge, from);
  if (test.result.kind === 'declined') {
    return declineWith(intent, charge, method.method, test.result.decline);
  }
  const processing: PaymentIntent = {
    ...intent,
    latest_charge: charge.id,
    next_action: null,
    status: 'processing',
  };
  const waiting: Attempt = {
    attemptId: from.newId('payatt'),
    phase: 'processing',
    methodId: method.method.id,
    returnUrl: settling.returnUrl,
    settlesAtMs: settling.settlesAtMsOf(test.result.pace),
  };
  return {
    record: { intent: processing, attempt: waiting },
    charge,
    events: [
      { type: 'charge.pending', object: charge },
      { type: 'payment_intent.processing', object: processing },
    ],
  };
}

const FAILED_AUTHENTICATION_MESSAGE =
  'The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.';

/** The buyer came back from their bank. A charge is attempted only where they passed. */
export function finishAuthentication(
  record: IntentRecord,
  hasPassed: boolean,
  method: PaymentMethodRecord,
  test: TestPaymentMethod,
  settlesAtMsOf: Confirmation['settlesAtMsOf'],
  from: Provenance,
): IntentStep {
  const { intent, attempt } = record;
  if (attempt === null || attempt.phase !== 'authenticating' || intent.status !== 'requires_action') {
    throw unexpectedState('This authentication is over.', intent);
  }
  if (hasPassed) {
    const charging = { intent, method, test, isAuthenticated: true };
    return chargeMethod(charging, { settlesAtMsOf, returnUrl: attempt.returnUrl }, from);
  }
  const failed = returnToPaymentMethod(intent, {
    type: 'invalid_request_error',
    code: 'payment_intent_authentication_failure',
    doc_url: 'https://stripe.com/docs/error-codes/payment-intent-authentication-failure',
    message: FAILED_AUTHENTICATION_MESSAGE,
    payment_method: method.method,
  });
  return {
    record: { intent: failed, attempt: null },
    events: [{ type: 'payment_intent.payment_failed', object: failed }],
  };
}

/** A bank debit came through, or came back. */
export function settleProcessing(
  record: IntentRecord,
  pending: Charge,
  method: PaymentMethodRecord,
  test: TestPaymentMethod,
  from: Provenance,
): IntentStep {
  if (record.intent.status !== 'processing') {
    throw unexpectedState('This payment is not being processed.', record.intent);
  }
  const end = test.result.kind === 'processing' ? test.result.then : test.result;
  if (end.kind !== 'declined') return succeedWith(record.intent, pending, from);
  const { refusal: _, ...step } = declineWith(record.intent, pending, method.method, end.decline);
  return step;
}

/** Stripe.js proves with the client secret that it may act on this intent. */
export function assertClientSecret(intent: PaymentIntent, clientSecret: string | undefined): void {
  if (clientSecret === intent.client_secret) return;
  throw invalidRequest(
    'The client_secret provided does not match any associated PaymentIntent on this account. Ensure the provided client_secret is correct and try again.',
    { param: 'client_secret' },
  );
}
