/**
 * Makes and changes charges. A charge is an attempt to take money: every confirmation that reaches the bank makes one, a
 * decline too. No IO: ids and time are passed in.
 */
import type { Decline } from './declines.ts';
import { describeMethodOnCharge } from './paymentMethods.ts';
import type { PaymentMethodRecord, Provenance } from './paymentMethods.ts';
import type { Charge, ChargeOutcome, PaymentIntent } from './stripeObjects.ts';
import type { TestPaymentMethod } from './testPaymentMethods.ts';

export type ChargeAttempt = {
  intent: PaymentIntent;
  method: PaymentMethodRecord;
  test: TestPaymentMethod;
  isAuthenticated: boolean;
};

const APPROVED: ChargeOutcome = {
  advice_code: null,
  network_advice_code: null,
  network_decline_code: null,
  network_status: 'approved_by_network',
  reason: null,
  risk_level: 'normal',
  seller_message: 'Payment complete.',
  type: 'authorized',
};

function outcomeOfDecline(decline: Decline): ChargeOutcome {
  const isBlocked = decline.isBlocked === true;
  return {
    advice_code: decline.advice,
    network_advice_code: null,
    network_decline_code: isBlocked ? null : '01',
    network_status: isBlocked ? 'not_sent_to_network' : 'declined_by_network',
    reason: isBlocked ? 'highest_risk_level' : decline.declineCode,
    risk_level: isBlocked ? 'highest' : 'normal',
    seller_message: isBlocked
      ? 'Stripe blocked this payment as too risky.'
      : 'The bank did not return any further details with this decline.',
    type: isBlocked ? 'blocked' : 'issuer_declined',
  };
}

/** A charge that is still on its way. `succeedCharge` and `failCharge` end it. */
export function beginCharge(attempt: ChargeAttempt, from: Provenance): Charge {
  const { intent, method, test } = attempt;
  const isPassed = attempt.isAuthenticated ? 'passed' : 'not-asked';
  return {
    id: from.newId(test.type === 'card' ? 'ch' : 'py'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: method.method.billing_details,
    calculated_statement_descriptor: 'FASHIONISTA PORTAL',
    captured: false,
    created: from.nowSeconds,
    currency: intent.currency,
    customer: null,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: null,
    paid: false,
    payment_intent: intent.id,
    payment_method: method.method.id,
    payment_method_details: describeMethodOnCharge(test, intent.amount, isPassed),
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: 'pending',
    transfer_data: null,
    transfer_group: intent.transfer_group,
  };
}

export function succeedCharge(charge: Charge): Charge {
  return {
    ...charge,
    amount_captured: charge.amount,
    captured: true,
    outcome: APPROVED,
    paid: true,
    receipt_url: `https://pay.stripe.com/receipts/payment/${charge.id}`,
    status: 'succeeded',
  };
}

export function failCharge(charge: Charge, decline: Decline): Charge {
  return {
    ...charge,
    failure_code: decline.code,
    failure_message: decline.message,
    outcome: outcomeOfDecline(decline),
    paid: false,
    status: 'failed',
  };
}

/** With asynchronous capture Stripe books a charge a little after it succeeded and says so in `charge.updated`. */
export function bookCharge(charge: Charge, from: Provenance): Charge {
  return { ...charge, balance_transaction: from.newId('txn') };
}
