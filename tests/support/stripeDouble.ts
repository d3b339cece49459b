/** The Stripe double of the stack, from outside: paying as a browser does, and the knobs that make it misbehave. */
import { stack } from './stack.ts';

const form = { 'content-type': 'application/x-www-form-urlencoded' };

export interface ConfirmAnswer {
  status: number;
  body: { status?: string; error?: { code?: string; decline_code?: string } };
}

/** Confirms a payment intent by its client secret, as Stripe.js does. */
export async function confirmPayment(
  clientSecret: string,
  paymentMethod = 'pm_card_visa',
): Promise<ConfirmAnswer> {
  const id = clientSecret.split('_secret_')[0];
  const answer = await fetch(`${stack().stripe}/v1/payment_intents/${id}/confirm`, {
    method: 'POST',
    headers: form,
    body: new URLSearchParams({
      key: 'pk_test_double',
      client_secret: clientSecret,
      payment_method: paymentMethod,
      return_url: `${stack().web}/orders`,
    }),
  });
  return { status: answer.status, body: (await answer.json()) as ConfirmAnswer['body'] };
}

async function postControl(path: string, body: unknown): Promise<void> {
  const answer = await fetch(`${stack().stripe}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
}

export const setKnobs = (knobs: Record<string, unknown>): Promise<void> => postControl('/__/knobs', knobs);

/** Every knob back to where a test may rely on it. */
export const resetKnobs = (): Promise<void> =>
  setKnobs({
    delayMs: 0,
    duplicate: 0,
    shuffle: false,
    drop: 0,
    latencyMs: 0,
    stall: false,
    down: false,
    failNext: null,
  });

/** Delivers every webhook that waits, and settles once they are answered. */
export const flushWebhooks = (): Promise<void> => postControl('/__/webhooks/flush', {});

interface DoubleState {
  refunds: { payment_intent: string; amount: number; status: string }[];
  charges: { payment_intent: string; status: string; amount: number }[];
}

/** What the double has of one payment intent. */
export async function readDouble(clientSecret: string): Promise<DoubleState> {
  const id = clientSecret.split('_secret_')[0];
  const answer = await fetch(`${stack().stripe}/__/state`);
  const { refunds, charges } = (await answer.json()) as DoubleState;
  const mine = <T extends { payment_intent: string }>(list: T[]) =>
    list.filter((item) => item.payment_intent === id);
  return { refunds: mine(refunds), charges: mine(charges) };
}
