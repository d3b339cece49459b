/**
 * What the Stripe double's integration tests stand on: a double on a free port, the real SDK in front of it, and an endpoint
 * that checks each webhook's signature by the SDK before it believes it. Not a test.
 * IO: two loopback servers.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import Stripe from 'stripe';
import { startStripeDouble } from '../../local/stripe/stripeDouble.ts';
import type { StripeDouble, StripeDoubleOptions } from '../../local/stripe/stripeDouble.ts';
import type { Delivery } from '../../local/stripe/store/store.ts';

const SECRET = 'whsec_double';
/** As a `delayMs` of webhooks: long enough that only a flush delivers. */
export const HELD_MS = 600_000;

export type Receiver = {
  url: string;
  events: Stripe.Event[];
  /** How the endpoint answers the next deliveries; 200 once they are used up. */
  answers: number[];
  close: () => Promise<void>;
};

export async function startReceiver(): Promise<Receiver> {
  const { webhooks } = new Stripe('sk_test_double');
  const events: Stripe.Event[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      try {
        events.push(webhooks.constructEvent(body, request.headers['stripe-signature'] ?? '', SECRET));
        response.writeHead(answers.shift() ?? 200).end();
      } catch (error) {
        response.writeHead(400).end(String(error));
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${port}/webhooks/stripe`, events, answers, close };
}

export type Harness = {
  double: StripeDouble;
  stripe: Stripe;
  receiver: Receiver;
  post: <Answer>(path: string, body?: unknown) => Promise<Answer>;
  /** Delivers what waits, and gives the types in the order they arrived since the last look. */
  flush: () => Promise<string[]>;
  close: () => Promise<void>;
};

export function connectSdk({ port }: Pick<StripeDouble, 'port'>, key = 'sk_test_double'): Stripe {
  return new Stripe(key, {
    host: '127.0.0.1',
    port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
  });
}

export async function startHarness(options: StripeDoubleOptions = {}): Promise<Harness> {
  const receiver = await startReceiver();
  const double = await startStripeDouble({ webhookUrl: receiver.url, webhookSecret: SECRET, ...options });
  const post = async <Answer>(path: string, body: unknown = {}): Promise<Answer> => {
    const response = await fetch(`${double.origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Answer;
  };
  const flush = async (): Promise<string[]> => {
    await post<{ deliveries: Delivery[] }>('/__/webhooks/flush');
    return receiver.events.splice(0).map(({ type }) => type);
  };
  const close = async (): Promise<void> => {
    await double.close();
    await receiver.close();
  };
  return { double, stripe: connectSdk(double), receiver, post, flush, close };
}

/** The error that a call fails with; fails the test where it succeeds. */
export async function failureOf(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error('The call succeeded');
}

/** The id of what may be an id or the thing itself; fails the test where it is neither. */
export function idOf(reference: string | { id: string } | null): string {
  if (reference === null) throw new Error('There is no id');
  return typeof reference === 'string' ? reference : reference.id;
}

/** What a browser's payment form does with a client secret. */
export async function confirmAsBrowser(
  origin: string,
  clientSecret: string,
  fields: Record<string, string>,
): Promise<{ status: number; headers: Headers; body: Record<string, unknown> }> {
  const id = clientSecret.split('_secret_')[0] ?? '';
  const response = await fetch(`${origin}/v1/payment_intents/${id}/confirm`, {
    method: 'POST',
    body: new URLSearchParams({ key: 'pk_test_double', client_secret: clientSecret, ...fields }),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
}
