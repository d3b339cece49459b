/**
 * Delivers events to the webhook endpoint as Stripe does: later, signed, more than once until it is answered with 2xx, with
 * growing pauses, in no promised order. The knobs make it worse (delay, duplicate, shuffle, drop); `flush` makes it now, so
 * that a test awaits instead of sleeping. Retries here take milliseconds where Stripe's take hours.
 * IO: HTTP to the endpoint; timers; the store's deliveries.
 */
import type { KnobPanel } from '../knobs.ts';
import type { StripeEvent } from '../model/stripeObjects.ts';
import type { Delivery, DeliveryAttempt, Store } from '../store/store.ts';
import { signWebhook } from './webhookSignature.ts';

const LONGEST_PAUSE_MS = 60_000;
const AT_ONCE = 8;

export type WebhookTarget = { url: string; secret: string };

type Services = {
  target: WebhookTarget | null;
  store: Store;
  panel: KnobPanel;
  nowMs: () => number;
  newId: (prefix: string) => string;
};

/** fetch hides what happened behind "fetch failed". */
function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

export class WebhookDelivery {
  readonly #services: Services;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #due: string[] = [];
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #stop = new AbortController();

  constructor(services: Services) {
    this.#services = services;
  }

  /** Takes up what an earlier run had not delivered. */
  resume(): void {
    for (const delivery of this.#listWaiting()) this.#schedule(delivery);
  }

  /** Lets an event go its way. A first delivery is subject to the knobs, a resend is not. */
  send(event: StripeEvent): void {
    if (this.#services.target === null) return;
    const { knobs } = this.#services.panel;
    if (this.#isDropped(event.type)) {
      this.#add(event.id, 0, 'dropped', 0);
      return;
    }
    for (let copy = 0; copy <= this.#countDuplicates(); copy += 1) {
      const disorderMs = knobs.shuffle ? this.#services.panel.random() * knobs.shuffleWindowMs : 0;
      this.#schedule(this.#add(event.id, copy, 'waiting', knobs.delayMs + disorderMs));
    }
  }

  /** Delivers an event once more, now; resolves after its first attempt. */
  async resend(event: StripeEvent): Promise<Delivery | undefined> {
    if (this.#services.target === null) return undefined;
    const copies = this.#services.store.deliveries.list().filter(({ eventId }) => eventId === event.id);
    const { deliveryId } = this.#add(event.id, copies.length, 'waiting', 0);
    await this.#attempt(deliveryId);
    return this.#services.store.deliveries.get(deliveryId);
  }

  /** Attempts everything that waits, once, `atOnce` at a time; resolves when each was answered or failed. */
  async flush(atOnce = 1): Promise<Delivery[]> {
    const tried = new Set<string>();
    const attemptNext = async (): Promise<void> => {
      for (let next = this.#chooseNext(tried); next !== undefined; next = this.#chooseNext(tried)) {
        tried.add(next);
        await this.#attempt(next);
      }
    };
    do {
      await Promise.all([...this.#underWay.values()]);
      await Promise.all(Array.from({ length: atOnce }, attemptNext));
    } while (this.#chooseNext(tried) !== undefined || this.#underWay.size > 0);
    return [...tried].flatMap((id) => this.#services.store.deliveries.get(id) ?? []);
  }

  clear(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#due.length = 0;
  }

  async stop(): Promise<void> {
    this.clear();
    this.#stop.abort();
    await Promise.all([...this.#underWay.values()]);
  }

  #listWaiting(): Delivery[] {
    return this.#services.store.deliveries.list().filter(({ state }) => state === 'waiting');
  }

  #chooseNext(tried: ReadonlySet<string>): string | undefined {
    const candidates = this.#listWaiting().filter(
      ({ deliveryId }) => !tried.has(deliveryId) && !this.#underWay.has(deliveryId),
    );
    const { panel } = this.#services;
    const index = panel.knobs.shuffle ? Math.floor(panel.random() * candidates.length) : 0;
    return candidates[index]?.deliveryId;
  }

  #isDropped(type: string): boolean {
    const { drop } = this.#services.panel.knobs;
    if (typeof drop === 'number') return drop > 0 && this.#services.panel.random() < drop;
    return drop.includes(type);
  }

  /** A whole number doubles every event so often; a fraction is the chance of one more copy. */
  #countDuplicates(): number {
    const { duplicate } = this.#services.panel.knobs;
    const chance = duplicate % 1;
    return Math.trunc(duplicate) + (chance > 0 && this.#services.panel.random() < chance ? 1 : 0);
  }

  #add(eventId: string, copy: number, state: Delivery['state'], inMs: number): Delivery {
    const { store, newId, nowMs } = this.#services;
    const dueAtMs = nowMs() + inMs;
    const delivery: Delivery = { deliveryId: newId('dlv'), eventId, copy, state, attempts: [], dueAtMs };
    store.deliveries.put(delivery.deliveryId, delivery);
    return delivery;
  }

  #schedule({ deliveryId, dueAtMs }: Delivery): void {
    const timer = setTimeout(
      () => {
        this.#timers.delete(deliveryId);
        this.#due.push(deliveryId);
        this.#work();
      },
      Math.max(0, dueAtMs - this.#services.nowMs()),
    );
    this.#timers.set(deliveryId, timer);
  }

  #work(): void {
    while (this.#due.length > 0 && this.#underWay.size < AT_ONCE) {
      const next = this.#due.shift();
      if (next !== undefined) void this.#attempt(next).then(() => this.#work());
    }
  }

  /** Never rejects: what goes wrong is recorded on the delivery. */
  #attempt(deliveryId: string): Promise<void> {
    const already = this.#underWay.get(deliveryId);
    if (already !== undefined) return already;
    clearTimeout(this.#timers.get(deliveryId));
    this.#timers.delete(deliveryId);
    const attempt = this.#post(deliveryId).finally(() => this.#underWay.delete(deliveryId));
    this.#underWay.set(deliveryId, attempt);
    return attempt;
  }

  async #post(deliveryId: string): Promise<void> {
    const { store, target, nowMs } = this.#services;
    const delivery = store.deliveries.get(deliveryId);
    const event = delivery && store.events.get(delivery.eventId);
    if (delivery?.state !== 'waiting' || event === undefined || target === null) return;
    const atMs = nowMs();
    const outcome = await this.#call(target, event, atMs);
    if (store.deliveries.get(deliveryId) === undefined || this.#stop.signal.aborted) return;
    this.#record(delivery, { atMs, ...outcome });
  }

  async #call(
    target: WebhookTarget,
    event: StripeEvent,
    atMs: number,
  ): Promise<Omit<DeliveryAttempt, 'atMs'>> {
    const body = JSON.stringify(event, null, 2);
    try {
      const response = await fetch(target.url, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'stripe-signature': signWebhook(body, target.secret, Math.floor(atMs / 1000)),
          'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
        },
        body,
        signal: AbortSignal.any([
          this.#stop.signal,
          AbortSignal.timeout(this.#services.panel.knobs.timeoutMs),
        ]),
      });
      await response.arrayBuffer();
      return { status: response.status, error: null };
    } catch (error) {
      // Refused, timed out or cut off: Stripe retries all alike.
      return { status: null, error: describeFailure(error) };
    }
  }

  #record(delivery: Delivery, attempt: DeliveryAttempt): void {
    const { store, panel, nowMs } = this.#services;
    const attempts = [...delivery.attempts, attempt];
    const isAnswered = attempt.status !== null && attempt.status >= 200 && attempt.status < 300;
    const isGivenUp = !isAnswered && attempts.length >= panel.knobs.retryMaxAttempts;
    const state = isAnswered ? 'delivered' : isGivenUp ? 'failed' : 'waiting';
    const pauseMs = Math.min(panel.knobs.retryBaseMs * 2 ** (attempts.length - 1), LONGEST_PAUSE_MS);
    const next: Delivery = { ...delivery, attempts, state, dueAtMs: nowMs() + pauseMs };
    store.deliveries.put(delivery.deliveryId, next);
    if (state === 'waiting') this.#schedule(next);
    const event = store.events.get(delivery.eventId);
    if (isAnswered && event !== undefined) store.events.put(event.id, { ...event, pending_webhooks: 0 });
  }
}
