import { describe, expect, it } from 'vitest';
import { ApiRefusal } from './apiRefusal.ts';
import { createIntent } from './paymentIntentCreation.ts';
import { cancelIntent, updateIntent } from './paymentIntentChanges.ts';
import {
  assertClientSecret,
  confirmIntent,
  finishAuthentication,
  settleProcessing,
} from './paymentIntentMachine.ts';
import type { Confirmation } from './paymentIntentMachine.ts';
import type { IntentRecord, IntentStep } from './paymentIntentSteps.ts';
import { mintPaymentMethod } from './paymentMethods.ts';
import type { Provenance } from './paymentMethods.ts';
import type { Charge, IntentStatus } from './stripeObjects.ts';
import { findTestPaymentMethod } from './testPaymentMethods.ts';

let count = 0;
const from: Provenance = { newId: (prefix) => `${prefix}_${(count += 1)}`, nowSeconds: 1_800_000_000 };

function newRecord(currency = 'eur'): IntentRecord {
  return { intent: createIntent({ amount: 4200, currency }, from), attempt: null };
}

function confirmationWith(testId: string, over: Partial<Confirmation> = {}): Confirmation {
  const test = findTestPaymentMethod(testId);
  if (test === undefined) throw new Error(`No test payment method ${testId}`);
  return {
    method: mintPaymentMethod(test, from),
    test,
    returnUrl: 'http://127.0.0.1/orders/1',
    isOffSession: false,
    mustNotRequireAction: false,
    usesStripeSdk: false,
    authenticationUrlOf: (attemptId) => `http://127.0.0.1/authenticate/${attemptId}`,
    settlesAtMsOf: (pace) => (pace === 'never' ? null : 1_800_000_002_000),
    ...over,
  };
}

const confirmWith = (record: IntentRecord, testId: string, over: Partial<Confirmation> = {}): IntentStep =>
  confirmIntent(record, confirmationWith(testId, over), from);

const typesOf = (step: IntentStep): string[] => step.events.map(({ type }) => type);

function chargeOf(step: IntentStep): Charge {
  if (step.charge === undefined) throw new Error('This step made no charge');
  return step.charge;
}

function refusalOf(act: () => unknown): ApiRefusal {
  try {
    act();
  } catch (error) {
    if (error instanceof ApiRefusal) return error;
    throw error;
  }
  throw new Error('Nothing was refused');
}

describe('a card that succeeds', () => {
  const step = confirmWith(newRecord(), 'pm_card_visa');

  it('takes the whole amount and remembers its charge', () => {
    expect(step.record.intent).toMatchObject({ status: 'succeeded', amount_received: 4200 });
    expect(step.record.intent.latest_charge).toBe(chargeOf(step).id);
    expect(chargeOf(step)).toMatchObject({ status: 'succeeded', paid: true, amount_captured: 4200 });
  });

  it('tells charge.succeeded, payment_intent.succeeded, then charge.updated with the booking', () => {
    expect(typesOf(step)).toEqual(['charge.succeeded', 'payment_intent.succeeded', 'charge.updated']);
    expect(step.events[0]?.object).toMatchObject({ balance_transaction: null });
    expect(step.events[2]?.object).toMatchObject({ balance_transaction: expect.stringMatching(/^txn_/) });
  });

  it('cannot be confirmed again', () => {
    const refusal = refusalOf(() => confirmWith(step.record, 'pm_card_visa'));
    expect(refusal).toMatchObject({ status: 400, body: { code: 'payment_intent_unexpected_state' } });
    expect(refusal.body.payment_intent).toMatchObject({ status: 'succeeded' });
  });
});

describe('a card that is declined', () => {
  const step = confirmWith(newRecord(), 'pm_card_visa_chargeDeclinedInsufficientFunds');

  it('goes back to requires_payment_method with the reason, and keeps the failed charge', () => {
    expect(step.record.intent).toMatchObject({
      status: 'requires_payment_method',
      payment_method: null,
      amount_received: 0,
      latest_charge: chargeOf(step).id,
      last_payment_error: { code: 'card_declined', decline_code: 'insufficient_funds' },
    });
    expect(chargeOf(step)).toMatchObject({ status: 'failed', paid: false, failure_code: 'card_declined' });
  });

  it('is answered with 402 and the intent, and tells charge.failed, payment_intent.payment_failed', () => {
    expect(step.refusal).toMatchObject({
      status: 402,
      body: { type: 'card_error', charge: chargeOf(step).id },
    });
    expect(typesOf(step)).toEqual(['charge.failed', 'payment_intent.payment_failed']);
  });

  it('leaves the same intent ready for another card, which clears the error', () => {
    const second = confirmWith(step.record, 'pm_card_visa');
    expect(second.record.intent).toMatchObject({
      id: step.record.intent.id,
      status: 'succeeded',
      last_payment_error: null,
    });
    expect(chargeOf(second).id).not.toBe(chargeOf(step).id);
  });
});

describe('3-D Secure', () => {
  const confirmation = confirmationWith('pm_card_threeDSecure2Required');
  const waiting = confirmIntent(newRecord(), confirmation, from);
  const finish = (record: IntentRecord, hasPassed: boolean): IntentStep =>
    finishAuthentication(record, hasPassed, confirmation.method, confirmation.test, () => null, from);

  it('takes nothing yet and sends the buyer to their bank', () => {
    expect(waiting.charge).toBeUndefined();
    expect(waiting.record.intent.status).toBe('requires_action');
    expect(waiting.record.intent.next_action).toMatchObject({
      type: 'redirect_to_url',
      redirect_to_url: { return_url: 'http://127.0.0.1/orders/1' },
    });
    expect(typesOf(waiting)).toEqual(['payment_intent.requires_action']);
  });

  it('charges once it is passed, and says so on the charge', () => {
    const passed = finish(waiting.record, true);
    expect(passed.record.intent).toMatchObject({ status: 'succeeded', next_action: null });
    expect(chargeOf(passed).payment_method_details).toMatchObject({
      card: { three_d_secure: { result: 'authenticated' } },
    });
  });

  it('makes no charge where it is failed', () => {
    const failed = finish(waiting.record, false);
    expect(failed.charge).toBeUndefined();
    expect(failed.record.intent).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'payment_intent_authentication_failure' },
    });
    expect(typesOf(failed)).toEqual(['payment_intent.payment_failed']);
  });

  it('ends once: a second answer is refused', () => {
    expect(refusalOf(() => finish(finish(waiting.record, true).record, false)).status).toBe(400);
  });

  it('is refused at once where the buyer is away, or where the caller will have no action', () => {
    for (const over of [{ isOffSession: true }, { mustNotRequireAction: true }]) {
      const step = confirmWith(newRecord(), 'pm_card_authenticationRequired', over);
      expect(step.refusal?.body.code).toBe('authentication_required');
      expect(step.record.intent.status).toBe('requires_payment_method');
    }
  });

  it('is not asked of a card that was set up for it', () => {
    const over = { isOffSession: true };
    const step = confirmWith(newRecord(), 'pm_card_authenticationRequiredSetupForOffSession', over);
    expect(step.record.intent.status).toBe('succeeded');
  });

  it('gives Stripe.js the address instead of a redirect', () => {
    const step = confirmWith(newRecord(), 'pm_card_threeDSecure2Required', { usesStripeSdk: true });
    expect(step.record.intent.next_action?.type).toBe('use_stripe_sdk');
  });
});

describe('a bank debit', () => {
  function process(testId: string, currency = 'eur'): { step: IntentStep; end: () => IntentStep } {
    const confirmation = confirmationWith(testId);
    const step = confirmIntent(newRecord(currency), confirmation, from);
    const end = (): IntentStep =>
      settleProcessing(step.record, chargeOf(step), confirmation.method, confirmation.test, from);
    return { step, end };
  }

  it('is processing with a pending charge, then succeeds', () => {
    const { step, end } = process('pm_success_de');
    expect(step.record.intent.status).toBe('processing');
    expect(chargeOf(step).status).toBe('pending');
    expect(typesOf(step)).toEqual(['charge.pending', 'payment_intent.processing']);
    expect(end().record.intent).toMatchObject({ status: 'succeeded', latest_charge: chargeOf(step).id });
  });

  it('may come back: then the intent can be tried again, and nobody is answered', () => {
    const end = process('pm_failed_de').end();
    expect(end.record.intent.status).toBe('requires_payment_method');
    expect(end.charge?.status).toBe('failed');
    expect(end.refusal).toBeUndefined();
    expect(typesOf(end)).toEqual(['charge.failed', 'payment_intent.payment_failed']);
  });

  it('cannot be cancelled on its way, except the one that never arrives', () => {
    const { step } = process('pm_success_de');
    const refusal = refusalOf(() => cancelIntent(step.record, null, chargeOf(step), from));
    expect(refusal.body.code).toBe('payment_intent_unexpected_state');
    const stuck = process('pm_usBankAccount_processing', 'usd').step;
    const canceled = cancelIntent(stuck.record, null, chargeOf(stuck), from);
    expect(canceled.record.intent.status).toBe('canceled');
    expect(typesOf(canceled)).toEqual(['charge.failed', 'payment_intent.canceled']);
  });

  it('takes its own currency only', () => {
    expect(refusalOf(() => confirmWith(newRecord('gbp'), 'pm_success_de')).status).toBe(400);
  });
});

describe('cancelling', () => {
  const open: [IntentStatus, () => IntentRecord][] = [
    ['requires_payment_method', newRecord],
    ['requires_action', () => confirmWith(newRecord(), 'pm_card_threeDSecure2Required').record],
  ];

  it.each(open)('is possible while the status is %s', (status, make) => {
    const record = make();
    expect(record.intent.status).toBe(status);
    const step = cancelIntent(record, 'abandoned', undefined, from);
    expect(step.record).toMatchObject({
      intent: { status: 'canceled', cancellation_reason: 'abandoned', next_action: null },
      attempt: null,
    });
    expect(typesOf(step)).toEqual(['payment_intent.canceled']);
  });

  it('is refused once paid, and a second time', () => {
    const paid = confirmWith(newRecord(), 'pm_card_visa').record;
    const canceled = cancelIntent(newRecord(), null, undefined, from).record;
    for (const record of [paid, canceled]) {
      const refusal = refusalOf(() => cancelIntent(record, null, undefined, from));
      expect(refusal.body.payment_intent).toMatchObject({ status: record.intent.status });
    }
  });

  it('ends it: no confirmation after', () => {
    const { record } = cancelIntent(newRecord(), null, undefined, from);
    expect(refusalOf(() => confirmWith(record, 'pm_card_visa')).message).toContain('status of canceled');
  });
});

describe('updating', () => {
  it('makes an intent with a method wait for its confirmation', () => {
    const test = findTestPaymentMethod('pm_card_visa');
    const method = test && mintPaymentMethod(test, from);
    const step = updateIntent(newRecord(), {}, method);
    expect(step.record.intent.status).toBe('requires_confirmation');
  });

  it('takes back an authentication that was asked for another amount', () => {
    const waiting = confirmWith(newRecord(), 'pm_card_threeDSecure2Required').record;
    const step = updateIntent(waiting, { amount: 9900 }, undefined);
    expect(step.record).toMatchObject({
      intent: { status: 'requires_confirmation', amount: 9900, next_action: null },
      attempt: null,
    });
  });

  it('leaves what was paid as it is, except its words', () => {
    const paid = confirmWith(newRecord(), 'pm_card_visa').record;
    expect(refusalOf(() => updateIntent(paid, { amount: 1 }, undefined)).status).toBe(400);
    const step = updateIntent(paid, { metadata: { orderId: 'o1' } }, undefined);
    expect(step.record.intent).toMatchObject({ status: 'succeeded', metadata: { orderId: 'o1' } });
  });
});

describe('the client secret', () => {
  it('must be this intent’s own', () => {
    const { intent } = newRecord();
    expect(() => assertClientSecret(intent, intent.client_secret)).not.toThrow();
    for (const wrong of [undefined, '', newRecord().intent.client_secret]) {
      expect(refusalOf(() => assertClientSecret(intent, wrong)).body.param).toBe('client_secret');
    }
  });
});
