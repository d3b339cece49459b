/**
 * The payment intent endpoints: they find what a request names, let paymentIntentMachine.ts decide, and commit. A
 * publishable key may retrieve and confirm with the client secret, as Stripe.js does, and sees less.
 * IO: the ledger.
 */
import { assertAmountAndCurrency, assertMethodTypes, createIntent } from '../model/paymentIntentCreation.ts';
import { notImplemented, resourceMissing, unexpectedState, invalidRequest } from '../model/apiRefusal.ts';
import { cancelIntent, updateIntent } from '../model/paymentIntentChanges.ts';
import type { IntentUpdate } from '../model/paymentIntentChanges.ts';
import { assertClientSecret, assertConfirmable, confirmIntent } from '../model/paymentIntentMachine.ts';
import type { IntentRecord, IntentStep } from '../model/paymentIntentSteps.ts';
import { mintPaymentMethod } from '../model/paymentMethods.ts';
import type { PaymentIntent } from '../model/stripeObjects.ts';
import { findTestPaymentMethod } from '../model/testPaymentMethods.ts';
import type { SettlementPace } from '../model/testPaymentMethods.ts';
import type { KnownMethod, Ledger } from '../store/ledger.ts';
import { defineRoute } from './apiRoute.ts';
import type { ApiCall, ApiServices } from './apiRoute.ts';
import { listPage } from './listing.ts';
import {
  CANCEL_INTENT,
  CONFIRM_INTENT,
  CREATE_INTENT,
  LIST_INTENTS,
  RETRIEVE_INTENT,
  UPDATE_INTENT,
} from './parameterTables.ts';
import { changeMetadata } from './parameters.ts';

type ConfirmParameters = {
  error_on_requires_action?: boolean;
  off_session?: boolean | 'one_off' | 'recurring';
  return_url?: string;
  use_stripe_sdk?: boolean;
};

function findIntent(ledger: Ledger, id: string): IntentRecord {
  const record = ledger.store.intents.get(id);
  if (record === undefined) throw resourceMissing('payment_intent', id, 'intent', true);
  return record;
}

/** A method minted before, or a new one from a test id. */
function resolveMethod(ledger: Ledger, id: string): KnownMethod {
  const known = ledger.findMethod(id);
  if (known !== undefined) return known;
  const test = findTestPaymentMethod(id);
  if (test === undefined) throw resourceMissing('PaymentMethod', id, 'payment_method', false);
  return { method: mintPaymentMethod(test, ledger.provenance()), test };
}

export function settlesAtMsOf({ panel, nowMs }: ApiServices, pace: SettlementPace): number | null {
  const { processingMs, processingDelayedMs } = panel.knobs;
  if (pace === 'never') return null;
  return nowMs() + (pace === 'soon' ? processingMs : processingDelayedMs);
}

export function commitStep(step: IntentStep, services: ApiServices, cause: ApiCall<never>['cause']): void {
  services.ledger.commitIntent(step, cause);
  services.settlement.watchIntent(step.record.intent.id);
}

function confirmWith(
  record: IntentRecord,
  methodId: string | null,
  parameters: ConfirmParameters,
  services: ApiServices,
  cause: ApiCall<never>['cause'],
): PaymentIntent {
  assertConfirmable(record.intent);
  if (methodId === null) {
    throw unexpectedState(
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
      record.intent,
    );
  }
  const known = resolveMethod(services.ledger, methodId);
  const step = confirmIntent(
    record,
    {
      ...known,
      returnUrl: parameters.return_url ?? null,
      isOffSession: parameters.off_session !== undefined && parameters.off_session !== false,
      mustNotRequireAction: parameters.error_on_requires_action ?? false,
      usesStripeSdk: parameters.use_stripe_sdk ?? false,
      authenticationUrlOf: (attemptId) =>
        `${services.origin()}/redirect/authenticate/${record.intent.id}?attempt=${attemptId}`,
      settlesAtMsOf: (pace) => settlesAtMsOf(services, pace),
    },
    services.ledger.provenance(),
  );
  commitStep(step, services, cause);
  if (step.refusal !== undefined) throw step.refusal;
  return step.record.intent;
}

function refuseManualCapture<Method extends string>(method: Method | undefined): Exclude<Method, 'manual'> {
  if (method === 'manual') throw notImplemented('capture_method=manual', 'capture_method');
  return (method ?? 'automatic_async') as Exclude<Method, 'manual'>;
}

const create = defineRoute({
  method: 'POST',
  path: '/v1/payment_intents',
  parameters: CREATE_INTENT,
  execute: ({ parameters, cause }, services) => {
    const { ledger } = services;
    const isConfirmed = parameters.confirm === true;
    if (!isConfirmed && parameters.return_url !== undefined) {
      throw invalidRequest(
        'The parameter `return_url` cannot be passed when creating a PaymentIntent unless `confirm` is set to true.',
        {
          param: 'return_url',
        },
      );
    }
    const created = createIntent(
      {
        ...parameters,
        currency: parameters.currency.toLowerCase(),
        capture_method: refuseManualCapture(parameters.capture_method),
        metadata: changeMetadata({}, parameters.metadata),
      },
      ledger.provenance(),
    );
    const methodId = parameters.payment_method;
    const known = methodId === undefined ? undefined : resolveMethod(ledger, methodId);
    const base: IntentRecord = { intent: created, attempt: null };
    const made = updateIntent(base, {}, known?.method);
    commitStep(
      { ...made, events: [{ type: 'payment_intent.created', object: made.record.intent }] },
      services,
      cause,
    );
    const { intent } = made.record;
    return isConfirmed
      ? confirmWith(made.record, intent.payment_method, parameters, services, cause)
      : intent;
  },
});

const retrieve = defineRoute({
  method: 'GET',
  path: '/v1/payment_intents/:id',
  allows: ['secret', 'publishable'],
  parameters: RETRIEVE_INTENT,
  execute: ({ id, parameters, caller }, { ledger }) => {
    const { intent } = findIntent(ledger, id);
    if (caller === 'publishable' || parameters.client_secret !== undefined) {
      assertClientSecret(intent, parameters.client_secret);
    }
    return intent;
  },
});

const update = defineRoute({
  method: 'POST',
  path: '/v1/payment_intents/:id',
  parameters: UPDATE_INTENT,
  execute: ({ id, parameters, cause }, services) => {
    const record = findIntent(services.ledger, id);
    const { expand: _, metadata, payment_method: methodId, currency, ...rest } = parameters;
    const changes: IntentUpdate = { ...rest, metadata: changeMetadata(record.intent.metadata, metadata) };
    if (currency !== undefined) changes.currency = currency.toLowerCase();
    assertAmountAndCurrency(
      changes.amount ?? record.intent.amount,
      changes.currency ?? record.intent.currency,
    );
    if (changes.payment_method_types !== undefined) assertMethodTypes(changes.payment_method_types);
    const known = methodId === undefined ? undefined : resolveMethod(services.ledger, methodId);
    const step = updateIntent(record, changes, known?.method);
    commitStep(step, services, cause);
    return step.record.intent;
  },
});

const confirm = defineRoute({
  method: 'POST',
  path: '/v1/payment_intents/:id/confirm',
  allows: ['secret', 'publishable'],
  parameters: CONFIRM_INTENT,
  execute: ({ id, parameters, caller, cause }, services) => {
    const record = findIntent(services.ledger, id);
    if (caller === 'publishable' || parameters.client_secret !== undefined) {
      assertClientSecret(record.intent, parameters.client_secret);
    }
    const { receipt_email = record.intent.receipt_email, shipping = record.intent.shipping } = parameters;
    const named = { ...record, intent: { ...record.intent, receipt_email, shipping } };
    const methodId = parameters.payment_method ?? record.intent.payment_method;
    return confirmWith(named, methodId, parameters, services, cause);
  },
});

const cancel = defineRoute({
  method: 'POST',
  path: '/v1/payment_intents/:id/cancel',
  parameters: CANCEL_INTENT,
  execute: ({ id, parameters, cause }, services) => {
    const { ledger } = services;
    const record = findIntent(ledger, id);
    const pending = ledger.findCharge(record.intent.latest_charge);
    const step = cancelIntent(record, parameters.cancellation_reason ?? null, pending, ledger.provenance());
    commitStep(step, services, cause);
    return step.record.intent;
  },
});

const list = defineRoute({
  method: 'GET',
  path: '/v1/payment_intents',
  parameters: LIST_INTENTS,
  execute: ({ parameters }, { ledger }) => {
    const intents = ledger.store.intents.list().map(({ intent }) => intent);
    return listPage(intents, parameters, '/v1/payment_intents', 'payment_intent');
  },
});

export const PAYMENT_INTENT_ROUTES = [create, list, retrieve, update, confirm, cancel];
