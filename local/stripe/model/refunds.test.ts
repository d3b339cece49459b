import { describe, expect, it } from 'vitest';
import { ApiRefusal } from './apiRefusal.ts';
import { beginCharge, failCharge, succeedCharge } from './charges.ts';
import { DECLINES } from './declines.ts';
import { createIntent } from './paymentIntentCreation.ts';
import { mintPaymentMethod } from './paymentMethods.ts';
import type { Provenance } from './paymentMethods.ts';
import { createRefund, decideRefundAmount, settleRefund } from './refunds.ts';
import type { RefundStep } from './refunds.ts';
import type { Charge } from './stripeObjects.ts';
import { findTestPaymentMethod } from './testPaymentMethods.ts';
import type { TestPaymentMethod } from './testPaymentMethods.ts';

const from: Provenance = { newId: (prefix) => `${prefix}_1`, nowSeconds: 1_800_000_000 };

function methodOf(testId: string): TestPaymentMethod {
  const test = findTestPaymentMethod(testId);
  if (test === undefined) throw new Error(`No test payment method ${testId}`);
  return test;
}

function pendingCharge(testId: string): Charge {
  const test = methodOf(testId);
  const intent = createIntent({ amount: 1000, currency: 'eur' }, from);
  return beginCharge({ intent, method: mintPaymentMethod(test, from), test, isAuthenticated: false }, from);
}

const refund = (charge: Charge, amount?: number, testId = 'pm_card_visa'): RefundStep =>
  createRefund(charge, amount === undefined ? {} : { amount }, methodOf(testId), 5_000, from);

function refusalOf(act: () => unknown): ApiRefusal {
  try {
    act();
  } catch (error) {
    if (error instanceof ApiRefusal) return error;
    throw error;
  }
  throw new Error('Nothing was refused');
}

describe('refunds', () => {
  const paid = succeedCharge(pendingCharge('pm_card_visa'));

  it('gives back everything unless told how much, in parts too', () => {
    expect(refund(paid).record.refund.amount).toBe(1000);
    const half = refund(paid, 400);
    expect(half.charge).toMatchObject({ amount_refunded: 400, refunded: false });
    const rest = refund(half.charge);
    expect(rest.record.refund.amount).toBe(600);
    expect(rest.charge).toMatchObject({ amount_refunded: 1000, refunded: true });
  });

  it('tells refund.created, charge.refunded, refund.updated', () => {
    expect(refund(paid).events.map(({ type }) => type)).toEqual([
      'refund.created',
      'charge.refunded',
      'refund.updated',
    ]);
  });

  it('never gives back more than was taken', () => {
    const most = refund(paid, 999).charge;
    expect(refusalOf(() => refund(most, 2)).body).toMatchObject({ param: 'amount' });
    expect(refusalOf(() => refund(refund(most, 1).charge)).body.code).toBe('charge_already_refunded');
    expect(refusalOf(() => refund(paid, 0)).body.param).toBe('amount');
  });

  it('is refused for what was never paid', () => {
    const pending = pendingCharge('pm_card_visa');
    for (const charge of [pending, failCharge(pending, DECLINES.generic)]) {
      expect(refusalOf(() => decideRefundAmount(charge, undefined)).message).toContain('successful charge');
    }
  });

  it('may stay pending, then arrive', () => {
    const step = refund(paid, undefined, 'pm_card_pendingRefund');
    expect(step.record).toMatchObject({
      refund: { status: 'pending' },
      settlesAs: 'succeeded',
      settlesAtMs: 5000,
    });
    const end = settleRefund(step.record, step.charge, from);
    expect(end.record).toMatchObject({ refund: { status: 'succeeded' }, settlesAs: null });
    expect(end.events.map(({ type }) => type)).toEqual(['refund.updated']);
  });

  it('may fail later, and the money is on the charge again', () => {
    const step = refund(paid, 300, 'pm_card_refundFail');
    expect(step.record.refund.status).toBe('succeeded');
    const end = settleRefund(step.record, step.charge, from);
    expect(end.record.refund).toMatchObject({ status: 'failed', failure_reason: expect.any(String) });
    expect(end.charge).toMatchObject({ amount_refunded: 0, refunded: false });
    expect(end.events.map(({ type }) => type)).toEqual(['refund.failed']);
  });
});
