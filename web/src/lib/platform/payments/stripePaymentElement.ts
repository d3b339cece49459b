/**
 * The real adapter: Stripe's Payment Element. Stripe.js is loaded from Stripe's own host, at the moment of paying and
 * not before. It looks as the page does: its appearance is read from the tokens. IO: Stripe.
 */
import type { Appearance, StripeElementLocale, StripeElements } from '@stripe/stripe-js';
import { loadStripe } from '@stripe/stripe-js/pure';
import type { PaymentForm, PaymentOutcome } from './paymentForm.ts';
import { readDecline, readIntentStatus } from './paymentForm.ts';

/** Reads a token as the browser computes it: `light-dark()` is only resolved where a colour is used. */
function readColour(element: HTMLElement, token: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${token})`;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

function appearanceOf(element: HTMLElement): Appearance {
  const { fontFamily, fontSize } = getComputedStyle(element);
  const ink = readColour(element, '--ink');
  return {
    theme: 'flat',
    variables: {
      colorBackground: readColour(element, '--paper-deep'),
      colorText: ink,
      colorTextSecondary: readColour(element, '--ink-soft'),
      colorPrimary: ink,
      colorDanger: readColour(element, '--accent'),
      fontFamily,
      fontSizeBase: fontSize,
      borderRadius: '0',
    },
  };
}

interface ConfirmError {
  type: string;
  code?: string;
  decline_code?: string;
  payment_intent?: { status: string };
}

export function readConfirmError(error: ConfirmError): PaymentOutcome {
  if (error.type === 'validation_error') return { kind: 'incomplete' };
  const settled = readIntentStatus(error.payment_intent?.status);
  if (settled) return settled;
  const isRefusal = error.type === 'card_error' || error.code === 'payment_intent_authentication_failure';
  return isRefusal
    ? { kind: 'declined', reason: readDecline(error.code, error.decline_code) }
    : { kind: 'unknown' };
}

export function createStripePaymentElement(publishableKey: string, locale: StripeElementLocale): PaymentForm {
  let stripe: Awaited<ReturnType<typeof loadStripe>> = null;
  let elements: StripeElements | undefined;
  return {
    async mount(element, clientSecret) {
      stripe = await loadStripe(publishableKey, { locale });
      if (!stripe) throw new Error('Stripe.js could not be loaded');
      elements = stripe.elements({ clientSecret, appearance: appearanceOf(element) });
      const form = elements.create('payment', { layout: 'tabs' });
      await new Promise<void>((resolve, reject) => {
        form.on('ready', () => resolve());
        form.on('loaderror', ({ error }) => reject(new Error(error.message ?? error.type)));
        form.mount(element);
      });
    },
    async confirm(returnUrl) {
      if (!stripe || !elements) return { kind: 'incomplete' };
      const { error, paymentIntent } = await stripe.confirmPayment({
        elements,
        confirmParams: { return_url: returnUrl },
        redirect: 'if_required',
      });
      if (error) return readConfirmError(error);
      return readIntentStatus(paymentIntent.status) ?? { kind: 'unknown' };
    },
    unmount() {
      elements?.getElement('payment')?.destroy();
      elements = undefined;
    },
  };
}
