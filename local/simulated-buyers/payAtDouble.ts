/**
 * Pays as the local payment form does (`web/src/lib/platform/payments/`, which wants a browser's types): confirms the intent
 * at the double with one of Stripe's test payment methods. The contract is local/stripe/README.md.
 * IO: HTTP to the double.
 */
const methodOf = { succeeds: 'pm_card_visa', declined: 'pm_card_visa_chargeDeclined' };
export type BankAnswer = keyof typeof methodOf;
/** `unknown`: no answer that says whether money moved; the order will say. */
export type Payment = 'done' | 'declined' | 'unknown';

const timeoutMs = 10_000;

export async function payAtDouble(
  stripeOrigin: string,
  clientSecret: string,
  bankAnswer: BankAnswer,
  returnUrl: string,
): Promise<Payment> {
  const intentId = clientSecret.split('_secret_')[0] ?? '';
  const response = await fetch(`${stripeOrigin}/v1/payment_intents/${intentId}/confirm`, {
    method: 'POST',
    body: new URLSearchParams({
      key: 'pk_test_double',
      client_secret: clientSecret,
      payment_method: methodOf[bankAnswer],
      return_url: returnUrl,
    }),
    signal: AbortSignal.timeout(timeoutMs),
  });
  const answer = (await response.json()) as { status?: string; error?: { type: string } };
  if (answer.status === 'succeeded') return 'done';
  return answer.error?.type === 'card_error' ? 'declined' : 'unknown';
}
