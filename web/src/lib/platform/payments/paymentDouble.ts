/**
 * Calls the local double of Stripe as Stripe.js would: look at an intent, confirm it with one of Stripe's own test
 * payment methods. Used on one machine only. IO: HTTP to the double; its contract is local/stripe/README.md.
 */
import type { PaymentOutcome } from './paymentForm.ts';
import { readDecline, readIntentStatus } from './paymentForm.ts';

const publishableKey = 'pk_test_double';

export const scenarios = [
  'succeeds',
  'declined',
  'insufficient-funds',
  'three-d-secure',
  'processing',
] as const;
export type Scenario = (typeof scenarios)[number];

/** Bank debits take one currency each, as at Stripe. */
const slowMethodOf: Record<string, string> = {
  eur: 'pm_success_de',
  gbp: 'pm_bacsDebit_success',
  usd: 'pm_usBankAccount_success',
};
const methodOf: Record<Exclude<Scenario, 'processing'>, string> = {
  succeeds: 'pm_card_visa',
  declined: 'pm_card_visa_chargeDeclined',
  'insufficient-funds': 'pm_card_visa_chargeDeclinedInsufficientFunds',
  'three-d-secure': 'pm_card_threeDSecure2Required',
};

export interface DoubleIntent {
  status: string;
  currency: string;
  next_action?: { redirect_to_url?: { url: string } } | null;
}
interface DoubleAnswer extends Partial<DoubleIntent> {
  error?: { type: string; code?: string; decline_code?: string; payment_intent?: DoubleIntent };
}

const intentPath = (origin: string, clientSecret: string): string =>
  `${origin}/v1/payment_intents/${clientSecret.split('_secret_')[0] ?? ''}`;

/** The scenarios that this currency can play. */
export const scenariosFor = (currency: string): Scenario[] =>
  scenarios.filter((scenario) => scenario !== 'processing' || currency in slowMethodOf);

/** Rejects where the double cannot be reached or does not know the intent. */
export async function readIntent(origin: string, clientSecret: string): Promise<DoubleIntent> {
  const query = new URLSearchParams({ key: publishableKey, client_secret: clientSecret });
  const response = await fetch(`${intentPath(origin, clientSecret)}?${query}`);
  const answer = (await response.json()) as DoubleAnswer;
  if (!response.ok || answer.status === undefined || answer.currency === undefined)
    throw new Error(answer.error?.code ?? `The payment double answered ${response.status}`);
  return { ...answer, status: answer.status, currency: answer.currency };
}

export function readConfirmAnswer(answer: DoubleAnswer): PaymentOutcome | { kind: 'redirect'; url: string } {
  const url = answer.next_action?.redirect_to_url?.url;
  if (answer.status === 'requires_action' && url) return { kind: 'redirect', url };
  const settled = readIntentStatus(answer.status ?? answer.error?.payment_intent?.status);
  if (settled) return settled;
  if (answer.error?.type === 'card_error')
    return { kind: 'declined', reason: readDecline(answer.error.code, answer.error.decline_code) };
  return { kind: 'unknown' };
}

export async function confirmIntent(
  origin: string,
  clientSecret: string,
  scenario: Scenario,
  { currency, returnUrl }: { currency: string; returnUrl: string },
): Promise<ReturnType<typeof readConfirmAnswer>> {
  const method = scenario === 'processing' ? slowMethodOf[currency] : methodOf[scenario];
  const body = new URLSearchParams({
    key: publishableKey,
    client_secret: clientSecret,
    payment_method: method ?? methodOf.succeeds,
    return_url: returnUrl,
  });
  try {
    const response = await fetch(`${intentPath(origin, clientSecret)}/confirm`, { method: 'POST', body });
    return readConfirmAnswer((await response.json()) as DoubleAnswer);
  } catch {
    // No answer, or none that can be read: look at the intent, and go by its status.
    return readIntent(origin, clientSecret).then(
      ({ status }) => readIntentStatus(status) ?? { kind: 'declined', reason: 'try-later' },
      () => ({ kind: 'unknown' }),
    );
  }
}
