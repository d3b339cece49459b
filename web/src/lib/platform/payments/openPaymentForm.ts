/**
 * Chooses the adapter: Stripe's own form where a publishable key is set, the local one where the double stands in. Each
 * is loaded only when it is needed, so that nothing of either is in the first screens. IO: loads code.
 */
import type { Locale } from '@fashionista/domain/locale';
import type { WebConfig } from '../config.ts';
import type { PaymentForm } from './paymentForm.ts';

/** Rejects where there is neither, or where its code cannot be loaded. */
export async function openPaymentForm(
  config: WebConfig,
  publishableKey: string | null,
  locale: Locale,
): Promise<PaymentForm> {
  if (publishableKey !== null) {
    const { createStripePaymentElement } = await import('./stripePaymentElement.ts');
    return createStripePaymentElement(publishableKey, locale);
  }
  if (config.paymentDouble === undefined) throw new Error('There is no way to pay here');
  const { createLocalPaymentForm } = await import('./localPaymentForm.ts');
  return createLocalPaymentForm(config.paymentDouble);
}
