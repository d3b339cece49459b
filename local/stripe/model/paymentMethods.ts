/**
 * Makes payment methods from Stripe's test ids, as Stripe does: naming `pm_card_visa` mints a payment method of its own, which
 * the intent then carries. Also gives a charge its `payment_method_details`. No IO: ids and time are passed in.
 */
import { invalidRequest } from './apiRefusal.ts';
import { currencyOfBankDebit } from './currencies.ts';
import type { BillingDetails, PaymentIntent, PaymentMethod } from './stripeObjects.ts';
import type { TestPaymentMethod } from './testPaymentMethods.ts';

/** What lends identity and time to pure steps. */
export type Provenance = { newId: (prefix: string) => string; nowSeconds: number };

export type PaymentMethodRecord = { method: PaymentMethod; testId: string };

const EXPIRY = { exp_month: 12, exp_year: 2034 };

const NO_BILLING_DETAILS: BillingDetails = {
  address: { city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
  email: null,
  name: null,
  phone: null,
  tax_id: null,
};

/** Stable, so that two payments with one test id look like one card. */
function fingerprintOf(testId: string): string {
  return Buffer.from(testId).toString('base64url').slice(-16).padStart(16, 'x');
}

function faceOfMethod(test: TestPaymentMethod): Record<string, unknown> {
  const fingerprint = fingerprintOf(test.testId);
  if (test.type === 'card') {
    return {
      ...test.face,
      ...EXPIRY,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'unchecked' },
      display_brand: test.face['brand'],
      fingerprint,
      generated_from: null,
      networks: { available: [test.face['brand']], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    };
  }
  if (test.type === 'sepa_debit') {
    return { ...test.face, fingerprint, generated_from: { charge: null, setup_attempt: null } };
  }
  if (test.type === 'bacs_debit') return { ...test.face, fingerprint };
  return {
    ...test.face,
    account_holder_type: 'individual',
    account_type: 'checking',
    financial_connections_account: null,
    fingerprint,
    networks: { preferred: 'ach', supported: ['ach'] },
    status_details: {},
  };
}

export function mintPaymentMethod(test: TestPaymentMethod, from: Provenance): PaymentMethodRecord {
  const method: PaymentMethod = {
    id: from.newId('pm'),
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: NO_BILLING_DETAILS,
    created: from.nowSeconds,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: test.type,
    [test.type]: faceOfMethod(test),
  };
  return { method, testId: test.testId };
}

type ThreeDSecure = 'not-asked' | 'passed';

export function describeMethodOnCharge(
  test: TestPaymentMethod,
  amount: number,
  threeDSecure: ThreeDSecure,
): Record<string, unknown> {
  const fingerprint = fingerprintOf(test.testId);
  if (test.type !== 'card') {
    const mandate = test.type === 'us_bank_account' ? {} : { mandate: null };
    const holder =
      test.type === 'us_bank_account'
        ? { account_holder_type: 'individual', account_type: 'checking', payment_reference: null }
        : {};
    return { type: test.type, [test.type]: { ...test.face, fingerprint, ...mandate, ...holder } };
  }
  const card = {
    ...test.face,
    ...EXPIRY,
    amount_authorized: amount,
    authorization_code: null,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
    extended_authorization: { status: 'disabled' },
    fingerprint,
    incremental_authorization: { status: 'unavailable' },
    installments: null,
    mandate: null,
    multicapture: { status: 'unavailable' },
    network: test.face['brand'],
    network_token: { used: false },
    network_transaction_id: '979879787978797',
    overcapture: { maximum_amount_capturable: amount, status: 'unavailable' },
    regulated_status: 'unregulated',
    three_d_secure: threeDSecure === 'passed' ? AUTHENTICATED : null,
    wallet: null,
  };
  return { type: 'card', card };
}

const AUTHENTICATED = {
  authentication_flow: 'challenge',
  electronic_commerce_indicator: '05',
  exemption_indicator: null,
  result: 'authenticated',
  result_reason: null,
  transaction_id: 'd4b9b1d5-4a8f-4f6d-9c8a-5f5e0c6b7a10',
  version: '2.2.0',
};

/** Throws Stripe's refusal where the intent does not take this kind of method, or not in its currency. */
export function assertMethodFits(intent: PaymentIntent, method: PaymentMethod): void {
  if (!intent.payment_method_types.includes(method.type)) {
    throw invalidRequest(
      `The PaymentMethod provided (${method.type}) is not allowed for this PaymentIntent. Please attach a PaymentMethod of one of the following types: ${intent.payment_method_types.join(', ')}.`,
      { code: 'payment_intent_incompatible_payment_method', param: 'payment_method', payment_intent: intent },
    );
  }
  const currency = currencyOfBankDebit(method.type);
  if (currency !== undefined && currency !== intent.currency) {
    throw invalidRequest(
      `The currency provided (${intent.currency}) is invalid for one or more payment methods on this PaymentIntent. ${method.type} supports ${currency}.`,
      { param: 'currency', payment_intent: intent },
    );
  }
}
