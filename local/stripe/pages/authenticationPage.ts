/**
 * The page that stands for the buyer's bank in 3-D Secure: what is asked, Pass and Fail. Without a return address (Stripe.js
 * would have shown it in a frame) it ends on a word instead. No IO.
 */
import { formatAmount } from '../model/currencies.ts';
import type { IntentRecord } from '../model/paymentIntentSteps.ts';
import type { PaymentIntent } from '../model/stripeObjects.ts';
import { html, renderPage } from './pageLayout.ts';

export function renderAuthenticationPage({ intent }: IntentRecord): string {
  const content = html`
    <p class="soft">Test bank · 3-D Secure</p>
    <h1>Approve this payment?</h1>
    <p class="amount">${formatAmount(intent.amount, intent.currency)}</p>
    <p>${intent.description ?? 'Fashionista Portal'}</p>
    <p class="soft">No money moves. This page stands for your bank’s.</p>
    <form method="post">
      <div class="actions">
        <button class="first" name="outcome" value="pass">Pass</button>
        <button name="outcome" value="fail">Fail</button>
      </div>
    </form>
  `;
  return renderPage('Approve this payment? · Test bank', content, true);
}

const ENDS: Partial<Record<PaymentIntent['status'], string>> = {
  succeeded: 'The payment went through.',
  processing: 'The payment is being processed.',
  requires_payment_method: 'The payment was not approved. Nothing was charged.',
  canceled: 'The payment was cancelled. Nothing was charged.',
};

/** For an authentication that is over, or one that has nowhere to go back to. */
export function renderAuthenticationEnd(intent: PaymentIntent, returnUrl: string | null): string {
  const back =
    returnUrl === null
      ? html`<p>You can close this page.</p>`
      : html`<p><a href="${returnUrl}">Back to the shop</a></p>`;
  const content = html`
    <p class="soft">Test bank · 3-D Secure</p>
    <h1>Nothing to approve</h1>
    <p>${ENDS[intent.status] ?? 'This request is over.'}</p>
    ${back}
  `;
  return renderPage('Nothing to approve · Test bank', content, true);
}

/** Where Stripe sends the buyer afterwards: the return address with three more parameters. */
export function addRedirectResult(returnUrl: string, intent: PaymentIntent): string {
  const url = new URL(returnUrl);
  const status = { succeeded: 'succeeded', processing: 'pending' };
  const { status: reached } = intent;
  url.searchParams.set('payment_intent', intent.id);
  url.searchParams.set('payment_intent_client_secret', intent.client_secret);
  url.searchParams.set(
    'redirect_status',
    reached === 'succeeded' || reached === 'processing' ? status[reached] : 'failed',
  );
  return url.href;
}
