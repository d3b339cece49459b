/**
 * The way of every API request: who calls, is the key known, are the parameters right, execute, keep the answer, give it. The
 * knobs cut in between (down, latency, planned failures), at the places where a real network and a real Stripe fail.
 * IO: the request and its answer.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Request, Response } from 'express';
import type { ApiRoute, ApiServices, ReadyCall } from '../api/apiRoute.ts';
import { authenticateCaller, secretKeyRequired } from '../api/authentication.ts';
import type { Caller } from '../api/authentication.ts';
import { expandObject } from '../api/expansion.ts';
import { canonicalizeParameters } from '../api/idempotency.ts';
import type { IdempotencyKeys, KeyedRequest, StoredAnswer } from '../api/idempotency.ts';
import type { FailurePoint, PlannedFailure } from '../knobs.ts';
import { ApiRefusal, rateLimited, serverFailure } from '../model/apiRefusal.ts';
import { viewAsClient } from '../model/paymentIntentCreation.ts';
import type { PaymentIntent } from '../model/stripeObjects.ts';
import { API_VERSION } from '../model/stripeObjects.ts';
import { makeId } from '../store/ids.ts';
import { decodeForm } from './formBody.ts';

type Answer = { status: number; body: string };

export type EndpointServices = ApiServices & { keys: IdempotencyKeys };

/** Pretty-printed, as Stripe's are. */
const answerWith = (status: number, body: unknown): Answer => ({
  status,
  body: `${JSON.stringify(body, null, 2)}\n`,
});

function isPaymentIntent(value: unknown): value is PaymentIntent {
  return (
    typeof value === 'object' && value !== null && 'object' in value && value.object === 'payment_intent'
  );
}

function answerRefusal(refusal: ApiRefusal, caller: Caller): Answer {
  const { payment_intent: intent, ...error } = refusal.body;
  if (!isPaymentIntent(intent)) return answerWith(refusal.status, { error: refusal.body });
  const seen = caller === 'secret' ? intent : viewAsClient(intent);
  return answerWith(refusal.status, { error: { ...error, payment_intent: seen } });
}

function answerFailure(failure: PlannedFailure): Answer {
  if (failure.body !== null) return answerWith(failure.status, failure.body);
  const refusal = failure.status === 429 ? rateLimited() : serverFailure(failure.status);
  return answerRefusal(refusal, 'secret');
}

/** One request on its way through. */
class Passage {
  readonly #route: ApiRoute;
  readonly #services: EndpointServices;
  readonly #request: Request;
  readonly #response: Response;
  readonly #requestId = makeId('req');

  constructor(route: ApiRoute, services: EndpointServices, request: Request, response: Response) {
    this.#route = route;
    this.#services = services;
    this.#request = request;
    this.#response = response;
  }

  async run(): Promise<void> {
    const isForm = this.#route.method === 'POST';
    const { search } = new URL(this.#request.url, this.#services.origin());
    const { key: keyParameter, ...raw } = decodeForm(isForm ? String(this.#request.body ?? '') : search);
    let caller: Caller;
    try {
      caller = authenticateCaller(this.#request.get('authorization'), keyParameter);
      if (!this.#route.allows.includes(caller)) throw secretKeyRequired();
    } catch (error) {
      this.#refuse(error, 'publishable');
      return;
    }
    const key = isForm ? this.#request.get('idempotency-key') : undefined;
    if (key === undefined) await this.#proceed(raw, caller, undefined);
    else await this.#proceedKeyed(raw, caller, key);
  }

  async #proceedKeyed(raw: Record<string, unknown>, caller: Caller, key: string): Promise<void> {
    const { keys } = this.#services;
    const keyed = { key, path: this.#request.path, parameters: canonicalizeParameters(raw) };
    this.#response.set('idempotency-key', key);
    let kept: StoredAnswer | undefined;
    try {
      kept = keys.begin(keyed);
    } catch (error) {
      this.#refuse(error, caller);
      return;
    }
    if (kept !== undefined) {
      this.#response.set({ 'idempotent-replayed': 'true', 'original-request': kept.requestId });
      this.#send(kept);
      return;
    }
    try {
      await this.#proceed(raw, caller, keyed);
    } finally {
      keys.release(keyed);
    }
  }

  async #proceed(
    raw: Record<string, unknown>,
    caller: Caller,
    keyed: KeyedRequest | undefined,
  ): Promise<void> {
    const before = this.#takeFailure('before');
    if (before !== undefined) {
      this.#fail(before);
      return;
    }
    const cause = { id: this.#requestId, idempotency_key: keyed?.key ?? null };
    const id = this.#request.params['id'];
    let call: ReadyCall;
    try {
      const named = { id: typeof id === 'string' ? id : '', caller, cause };
      call = this.#route.prepare(raw, named, this.#services);
    } catch (error) {
      this.#refuse(error, caller);
      return;
    }
    await this.#services.panel.passStall();
    const { latencyMs } = this.#services.panel.knobs;
    if (latencyMs > 0) await pause(latencyMs);
    this.#finish(call, caller, keyed);
  }

  /** From here on the request counts as executed: whatever it gives is kept under its key. */
  #finish(call: ReadyCall, caller: Caller, keyed: KeyedRequest | undefined): void {
    const during = this.#takeFailure('during');
    const done = during === undefined ? this.#execute(call, caller) : answerFailure(during);
    const after = during ?? this.#takeFailure('after');
    // A dropped connection loses the answer, not the result; a 500 is the result.
    const isLost = after?.status === 0;
    const answer = after === undefined || isLost ? done : answerFailure(after);
    if (keyed !== undefined) this.#services.keys.keep(keyed, { ...answer, requestId: this.#requestId });
    if (isLost) this.#request.socket.destroy();
    else this.#send(answer);
  }

  #execute(call: ReadyCall, caller: Caller): Answer {
    try {
      const body = call.execute();
      const expanded = expandObject(this.#services.ledger.store, body, call.expand);
      const seen = caller === 'publishable' && isPaymentIntent(expanded) ? viewAsClient(expanded) : expanded;
      return answerWith(200, seen);
    } catch (error) {
      if (error instanceof ApiRefusal) return answerRefusal(error, caller);
      throw error;
    }
  }

  #takeFailure(point: FailurePoint): PlannedFailure | undefined {
    return this.#services.panel.takeFailure(this.#route.method, this.#request.path, point);
  }

  #fail(failure: PlannedFailure): void {
    if (failure.status === 0) this.#request.socket.destroy();
    else this.#send(answerFailure(failure));
  }

  #refuse(error: unknown, caller: Caller): void {
    if (!(error instanceof ApiRefusal)) throw error;
    this.#send(answerRefusal(error, caller));
  }

  #send({ status, body }: Answer): void {
    this.#response
      .status(status)
      .set({
        'content-type': 'application/json',
        'request-id': this.#requestId,
        'stripe-version': API_VERSION,
      })
      .send(body);
  }
}

export function serveApiRoute(route: ApiRoute, services: EndpointServices) {
  return async (request: Request, response: Response): Promise<void> => {
    await new Passage(route, services, request, response).run();
  };
}
