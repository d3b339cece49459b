/** Money back at the Stripe double: in parts, later, and refused. */
import { describe, expect, it } from 'vitest';
import type Stripe from 'stripe';
import { failureOf, idOf } from './stripe-harness.ts';
import { openPayer } from './stripe-payer.ts';

const { harness, stripe, createIntent, confirmWith } = await openPayer();

describe('refunds', () => {
  async function pay(method = 'pm_card_visa'): Promise<Stripe.PaymentIntent> {
    const { id } = await createIntent();
    return confirmWith(id, method);
  }

  it('gives back in parts up to the whole, and no more', async () => {
    const { id, latest_charge: charge } = await pay();
    const first = await stripe.refunds.create({
      payment_intent: id,
      amount: 1200,
      metadata: { orderId: 'o1' },
    });
    expect(first).toMatchObject({ status: 'succeeded', amount: 1200, charge });
    const tooMuch = await failureOf(stripe.refunds.create({ payment_intent: id, amount: 3001 }));
    expect(tooMuch).toMatchObject({ statusCode: 400, param: 'amount' });
    expect(tooMuch.message).toContain('€30.01');
    const rest = await stripe.refunds.create({ charge: idOf(charge) });
    expect(rest.amount).toBe(3000);
    const again = await failureOf(stripe.refunds.create({ payment_intent: id }));
    expect(again).toMatchObject({ statusCode: 400, code: 'charge_already_refunded' });
    expect(await stripe.charges.retrieve(idOf(charge))).toMatchObject({
      refunded: true,
      amount_refunded: 4200,
    });
    const all = await stripe.refunds.list({ payment_intent: id });
    expect(all.data.map((refund) => refund.id)).toEqual([rest.id, first.id]);
    expect((await stripe.refunds.retrieve(first.id)).amount).toBe(1200);
    expect((await harness.flush()).slice(4)).toEqual([
      'refund.created',
      'charge.refunded',
      'refund.updated',
      'refund.created',
      'charge.refunded',
      'refund.updated',
    ]);
  });

  it('are refused for what was not paid, for both names at once, and for none', async () => {
    const unpaid = await createIntent();
    const paid = await pay();
    const nothing = await failureOf(stripe.refunds.create({ payment_intent: unpaid.id }));
    expect(nothing.message).toContain('does not have a successful charge');
    const both = { payment_intent: paid.id, charge: idOf(paid.latest_charge) };
    expect((await failureOf(stripe.refunds.create(both))).statusCode).toBe(400);
    expect((await failureOf(stripe.refunds.create({}))).code).toBe('parameter_missing');
    expect((await failureOf(stripe.refunds.create({ charge: 'ch_none' }))).code).toBe('resource_missing');
  });

  it('may stay pending, and may fail later', async () => {
    const [slow, lost] = [await pay('pm_card_pendingRefund'), await pay('pm_card_refundFail')];
    const pending = await stripe.refunds.create({ payment_intent: slow.id });
    const failing = await stripe.refunds.create({ payment_intent: lost.id });
    expect([pending.status, failing.status]).toEqual(['pending', 'succeeded']);
    await harness.flush();
    await harness.post('/__/payments/settle');
    expect((await stripe.refunds.retrieve(pending.id)).status).toBe('succeeded');
    expect(await stripe.refunds.retrieve(failing.id)).toMatchObject({
      status: 'failed',
      failure_reason: 'expired_or_canceled_card',
    });
    expect((await stripe.charges.retrieve(idOf(lost.latest_charge))).amount_refunded).toBe(0);
    expect((await harness.flush()).toSorted()).toEqual(['refund.failed', 'refund.updated']);
  });
});
