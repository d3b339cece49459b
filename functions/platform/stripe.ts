/**
 * Stripe, as the features use it: one payment intent an order, by an idempotency key from the order, and outcomes as
 * values. What Stripe answers is sorted into three: it is so; it can never be; nobody knows, so come back.
 * IO: Stripe's API, or its double when STRIPE_API_ORIGIN is set.
 */
import Stripe from 'stripe';
import { createBreaker, ServiceAway } from './breaker.ts';
import type { StripeConfig } from './config.ts';
import type { Log } from './log.ts';

/** `open`: it can still be paid. */
export type IntentStatus = 'open' | 'processing' | 'succeeded' | 'cancelled';

export interface Intent {
  id: string;
  clientSecret: string;
  status: IntentStatus;
  amountMinor: number;
  currency: string;
  /** The order it pays, as we noted it when we made it. */
  orderId: string | undefined;
}

/** `unusable`: Stripe refused, and will for this key for ever. `unknown`: it may or may not have been done. */
export type Outcome<Value> = { kind: 'done'; value: Value } | NotDone;
type NotDone = { kind: 'unusable'; reason: string } | { kind: 'unknown'; reason: string };

export interface IntentRequest {
  orderId: string;
  eventId: string;
  amountMinor: number;
  currency: string;
}

export interface StripeNotice {
  id: string;
  type: string;
  createdAt: Date;
  /** The payment intent it is about, if any. */
  paymentIntentId: string | undefined;
}

export interface Payments {
  createIntent(request: IntentRequest): Promise<Outcome<Intent>>;
  retrieveIntent(id: string): Promise<Outcome<Intent>>;
  /** Cancels it, or tells why that is no longer possible by its status. */
  cancelIntent(id: string): Promise<Outcome<Intent>>;
  refundIntent(id: string, amountMinor: number, key: string): Promise<Outcome<{ id: string }>>;
  /** `undefined` where the signature is not Stripe's, or too old, or from the future. */
  readNotice(rawBody: Buffer, signature: string): StripeNotice | undefined;
}

/** Stripe's own tolerance for old signatures; ours for clocks that run ahead. */
const signatureToleranceSeconds = 300;
const futureToleranceSeconds = 30;

const statusOf: Partial<Record<Stripe.PaymentIntent.Status, IntentStatus>> = {
  succeeded: 'succeeded',
  canceled: 'cancelled',
  processing: 'processing',
  requires_capture: 'processing',
};

const intentOf = (intent: Stripe.PaymentIntent): Intent => ({
  id: intent.id,
  clientSecret: intent.client_secret ?? '',
  status: statusOf[intent.status] ?? 'open',
  amountMinor: intent.status === 'succeeded' ? intent.amount_received : intent.amount,
  currency: intent.currency.toUpperCase(),
  orderId: intent.metadata.orderId,
});

/**
 * Stripe keeps what it answered to an idempotency key, errors and 500s too: a replayed error will never become
 * another. A refused request is as final. All else (no answer, 409 while the first call runs, 429, our own key
 * being wrong) may be otherwise next time.
 */
function sortError(error: unknown): NotDone {
  if (error instanceof ServiceAway) return { kind: 'unknown', reason: error.message };
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
  const isReplayed = error.headers?.['idempotent-replayed'] === 'true';
  const isRefused = error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode !== 409;
  const isCard = error instanceof Stripe.errors.StripeCardError;
  const reason = `${error.type} ${error.code ?? ''} ${error.message}`;
  return { kind: isReplayed || isRefused || isCard ? 'unusable' : 'unknown', reason };
}

/** [P10] Of a refund's statuses, `failed` and `canceled` left the money with us. */
const isOnItsWay = ({ status }: Stripe.Refund): boolean =>
  status === 'succeeded' || status === 'pending' || status === 'requires_action';

/** Stripe did not take the call, rather than refusing it. */
const isAway = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeConnectionError ||
  error instanceof Stripe.errors.StripeRateLimitError ||
  (error instanceof Stripe.errors.StripeAPIError && sortError(error).kind === 'unknown');

/** Repeats are the SDK's: with a pause that grows, drawn at random, by the same idempotency key. */
function connect(config: StripeConfig, timeout: number): Stripe {
  const options = { maxNetworkRetries: 2, timeout, telemetry: false };
  const { apiOrigin } = config;
  if (!apiOrigin) return new Stripe(config.secretKey, options);
  const protocol = apiOrigin.protocol === 'https:' ? 'https' : 'http';
  return new Stripe(config.secretKey, {
    ...options,
    host: apiOrigin.hostname,
    port: apiOrigin.port,
    protocol,
  });
}

function paymentIntentIdOf(object: unknown): string | undefined {
  if (typeof object !== 'object' || object === null) return undefined;
  if ('object' in object && object.object === 'payment_intent' && 'id' in object) return String(object.id);
  if ('payment_intent' in object && typeof object.payment_intent === 'string') return object.payment_intent;
  return undefined;
}

function signedAt(signature: string): number | undefined {
  const seconds = /(?:^|,)t=(\d+)/.exec(signature)?.[1];
  return seconds === undefined ? undefined : Number(seconds);
}

export function createPayments(
  config: StripeConfig,
  { clock, log, timeoutMs }: { clock: () => Date; log: Log; timeoutMs: number },
): Payments {
  const stripe = connect(config, timeoutMs);
  const breaker = createBreaker('Stripe', isAway, log.serviceAwayChanged);
  const outcomeOf = async <Value>(work: () => Promise<Value>): Promise<Outcome<Value>> => {
    try {
      return { kind: 'done', value: await breaker.call(work) };
    } catch (error) {
      return sortError(error);
    }
  };
  const cancel = async (id: string): Promise<Outcome<Intent>> => {
    const cancelled = await outcomeOf(() => stripe.paymentIntents.cancel(id).then(intentOf));
    if (cancelled.kind !== 'unusable') return cancelled;
    return outcomeOf(() => stripe.paymentIntents.retrieve(id).then(intentOf));
  };
  const listRefunds = async (id: string): Promise<Stripe.Refund[] | NotDone> => {
    const listed = await outcomeOf(() => stripe.refunds.list({ payment_intent: id, limit: 20 }));
    return listed.kind === 'done' ? listed.value.data : listed;
  };
  return {
    createIntent: ({ orderId, eventId, amountMinor, currency }) =>
      outcomeOf(() =>
        stripe.paymentIntents
          .create(
            {
              amount: amountMinor,
              currency: currency.toLowerCase(),
              automatic_payment_methods: { enabled: true },
              // Not whose it is: that may change while it is paid ([J3]), and the same key must ask the same.
              metadata: { orderId, eventId },
            },
            { idempotencyKey: `order-${orderId}` },
          )
          .then(intentOf),
      ),
    retrieveIntent: (id) => outcomeOf(() => stripe.paymentIntents.retrieve(id).then(intentOf)),
    cancelIntent: cancel,
    refundIntent: async (id, amountMinor, key) => {
      const made = await outcomeOf(() =>
        stripe.refunds.create({ payment_intent: id, amount: amountMinor }, { idempotencyKey: key }),
      );
      if (made.kind === 'unknown') return made;
      // Stripe forgets keys after 24 hours: a repeat then fails because the money went back already.
      const refunds = made.kind === 'done' ? [made.value] : await listRefunds(id);
      if (!Array.isArray(refunds)) return refunds;
      const good = refunds.find((refund) => refund.amount === amountMinor && isOnItsWay(refund));
      if (good) return { kind: 'done', value: { id: good.id } };
      const reason =
        made.kind === 'done' ? `the refund is ${made.value.status ?? 'of no status'}` : made.reason;
      return { kind: 'unusable', reason };
    },
    readNotice: (rawBody, signature) => {
      const seconds = signedAt(signature);
      if (seconds === undefined || seconds > clock().getTime() / 1000 + futureToleranceSeconds)
        return undefined;
      try {
        const event = stripe.webhooks.constructEvent(
          rawBody,
          signature,
          config.webhookSecret,
          signatureToleranceSeconds,
        );
        return {
          id: event.id,
          type: event.type,
          createdAt: new Date(event.created * 1000),
          paymentIntentId: paymentIntentIdOf(event.data.object),
        };
      } catch (error) {
        if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw error;
        log.webhookSignatureRefused(error.message);
        return undefined;
      }
    },
  };
}
