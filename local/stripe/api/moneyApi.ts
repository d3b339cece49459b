/**
 * The charge and refund endpoints. A refund names a charge or its payment intent, never both.
 * IO: the ledger.
 */
import { invalidRequest, resourceMissing } from '../model/apiRefusal.ts';
import { createRefund } from '../model/refunds.ts';
import type { Charge } from '../model/stripeObjects.ts';
import type { Ledger } from '../store/ledger.ts';
import { defineRoute } from './apiRoute.ts';
import { listPage } from './listing.ts';
import { CREATE_REFUND, LIST_CHARGES, LIST_REFUNDS, RETRIEVE } from './parameterTables.ts';
import { changeMetadata } from './parameters.ts';

const retrieveCharge = defineRoute({
  method: 'GET',
  path: '/v1/charges/:id',
  parameters: RETRIEVE,
  execute: ({ id }, { ledger }) => {
    const charge = ledger.store.charges.get(id);
    if (charge === undefined) throw resourceMissing('charge', id, 'charge', true);
    return charge;
  },
});

const listCharges = defineRoute({
  method: 'GET',
  path: '/v1/charges',
  parameters: LIST_CHARGES,
  execute: ({ parameters }, { ledger }) => {
    const { payment_intent: intentId } = parameters;
    const charges = ledger.store.charges
      .list()
      .filter((charge) => intentId === undefined || charge.payment_intent === intentId);
    return listPage(charges, parameters, '/v1/charges', 'charge');
  },
});

function findChargeToRefund(ledger: Ledger, named: { charge?: string; payment_intent?: string }): Charge {
  const { charge: chargeId, payment_intent: intentId } = named;
  if (chargeId !== undefined && intentId !== undefined) {
    throw invalidRequest('You may only specify one of these parameters: charge, payment_intent.', {
      param: 'charge',
    });
  }
  if (chargeId !== undefined) {
    const charge = ledger.store.charges.get(chargeId);
    if (charge === undefined) throw resourceMissing('charge', chargeId, 'charge', false);
    return charge;
  }
  if (intentId === undefined) {
    throw invalidRequest(
      'One of the following params should be provided for this request: payment_intent or charge.',
      {
        code: 'parameter_missing',
        param: 'charge',
      },
    );
  }
  const record = ledger.store.intents.get(intentId);
  if (record === undefined) throw resourceMissing('payment_intent', intentId, 'payment_intent', false);
  const charge = ledger.findCharge(record.intent.latest_charge);
  if (charge === undefined) {
    throw invalidRequest(`This PaymentIntent (${intentId}) does not have a successful charge to refund.`);
  }
  return charge;
}

const createRefundRoute = defineRoute({
  method: 'POST',
  path: '/v1/refunds',
  parameters: CREATE_REFUND,
  execute: ({ parameters, cause }, { ledger, settlement, panel, nowMs }) => {
    const charge = findChargeToRefund(ledger, parameters);
    const known = ledger.findMethod(charge.payment_method);
    if (known === undefined) throw resourceMissing('PaymentMethod', charge.payment_method, 'charge', false);
    const { amount, reason } = parameters;
    const step = createRefund(
      charge,
      {
        ...(amount !== undefined && { amount }),
        ...(reason !== undefined && { reason }),
        metadata: changeMetadata({}, parameters.metadata),
      },
      known.test,
      nowMs() + panel.knobs.refundMs,
      ledger.provenance(),
    );
    ledger.commitRefund(step, cause);
    settlement.watchRefund(step.record.refund.id);
    // As it was created: what became of it since is told by its events.
    return step.events[0]?.object ?? step.record.refund;
  },
});

const retrieveRefund = defineRoute({
  method: 'GET',
  path: '/v1/refunds/:id',
  parameters: RETRIEVE,
  execute: ({ id }, { ledger }) => {
    const record = ledger.store.refunds.get(id);
    if (record === undefined) throw resourceMissing('refund', id, 'refund', true);
    return record.refund;
  },
});

const listRefunds = defineRoute({
  method: 'GET',
  path: '/v1/refunds',
  parameters: LIST_REFUNDS,
  execute: ({ parameters }, { ledger }) => {
    const { charge, payment_intent: intentId } = parameters;
    const refunds = ledger.store.refunds
      .list()
      .map(({ refund }) => refund)
      .filter((refund) => charge === undefined || refund.charge === charge)
      .filter((refund) => intentId === undefined || refund.payment_intent === intentId);
    return listPage(refunds, parameters, '/v1/refunds', 'refund');
  },
});

export const MONEY_ROUTES = [retrieveCharge, listCharges, createRefundRoute, retrieveRefund, listRefunds];
