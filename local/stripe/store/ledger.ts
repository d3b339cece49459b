/**
 * Takes the steps that the pure model decides into the store, records their events in order, and sends those on their way. The
 * only writer of intents, charges, refunds and events, so that nothing changes without its event.
 * IO: the store; webhook delivery.
 */
import type { DraftEvent, IntentStep } from '../model/paymentIntentSteps.ts';
import type { PaymentMethodRecord, Provenance } from '../model/paymentMethods.ts';
import type { RefundStep } from '../model/refunds.ts';
import { API_VERSION } from '../model/stripeObjects.ts';
import type { Charge, StripeEvent } from '../model/stripeObjects.ts';
import { findTestPaymentMethod } from '../model/testPaymentMethods.ts';
import type { TestPaymentMethod } from '../model/testPaymentMethods.ts';
import { makeId } from './ids.ts';
import type { Store } from './store.ts';

/** What caused a change; both null where nobody asked (a bank debit came through). */
export type Cause = { id: string | null; idempotency_key: string | null };

export const NOBODY: Cause = { id: null, idempotency_key: null };

export type KnownMethod = { method: PaymentMethodRecord; test: TestPaymentMethod };

type Services = {
  store: Store;
  nowMs: () => number;
  sendEvent: (event: StripeEvent) => void;
  hasEndpoint: boolean;
};

export class Ledger {
  readonly store: Store;
  readonly #services: Services;

  constructor(services: Services) {
    this.store = services.store;
    this.#services = services;
  }

  provenance(): Provenance {
    return { newId: makeId, nowSeconds: Math.floor(this.#services.nowMs() / 1000) };
  }

  commitIntent(step: IntentStep, cause: Cause): void {
    if (step.method !== undefined) this.store.methods.put(step.method.method.id, step.method);
    if (step.charge !== undefined) this.store.charges.put(step.charge.id, step.charge);
    this.store.intents.put(step.record.intent.id, step.record);
    this.#publish(step.events, cause);
  }

  commitRefund(step: RefundStep, cause: Cause): void {
    this.store.charges.put(step.charge.id, step.charge);
    this.store.refunds.put(step.record.refund.id, step.record);
    this.#publish(step.events, cause);
  }

  /** The method with this id and how it behaves; undefined where neither minted here nor a test id. */
  findMethod(id: string): KnownMethod | undefined {
    const method = this.store.methods.get(id);
    const test = method && findTestPaymentMethod(method.testId);
    return method && test && { method, test };
  }

  findCharge(id: string | null): Charge | undefined {
    return id === null ? undefined : this.store.charges.get(id);
  }

  #publish(drafts: readonly DraftEvent[], cause: Cause): void {
    const created = this.provenance().nowSeconds;
    const events = drafts.map((draft): StripeEvent => ({
      id: makeId('evt'),
      object: 'event',
      api_version: API_VERSION,
      created,
      data: {
        object: draft.object,
        ...(draft.previousAttributes && { previous_attributes: draft.previousAttributes }),
      },
      livemode: false,
      pending_webhooks: this.#services.hasEndpoint ? 1 : 0,
      request: cause,
      type: draft.type,
    }));
    // All are on record before the first one leaves: whoever is told of one can read the others.
    for (const event of events) this.store.events.put(event.id, event);
    for (const event of events) this.#services.sendEvent(event);
  }
}
