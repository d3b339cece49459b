/**
 * The one port of paying: a form is mounted for an order's client secret and confirmed. Two adapters stand behind it,
 * Stripe's Payment Element and the local form of scenarios; whoever uses it cannot tell which. What the form says is
 * never proof of a payment: only the order in Firestore is. No IO.
 */

/** Why a payment did not go through, in words of our own; the money stayed where it was. */
export type DeclineReason =
  | 'declined'
  | 'insufficient-funds'
  | 'authentication-failed'
  | 'expired-card'
  | 'wrong-details'
  | 'try-later';

export type PaymentOutcome =
  | { kind: 'done'; status: 'succeeded' | 'processing' }
  | { kind: 'declined'; reason: DeclineReason }
  /** The form itself shows what is missing. */
  | { kind: 'incomplete' }
  /** The browser is on its way to the bank's page. */
  | { kind: 'leaving' }
  /** The payment was cancelled meanwhile: the order was given up. */
  | { kind: 'ended' }
  /** No answer: whether money moved is not known here. The order will say. */
  | { kind: 'unknown' };

export interface PaymentForm {
  /** Rejects where the form cannot be loaded; nothing was shown then. */
  mount(element: HTMLElement, clientSecret: string): Promise<void>;
  /** `returnUrl` is absolute: where the bank's page comes back to. */
  confirm(returnUrl: string): Promise<PaymentOutcome>;
  unmount(): void;
}

const reasonOf: Record<string, DeclineReason> = {
  insufficient_funds: 'insufficient-funds',
  payment_intent_authentication_failure: 'authentication-failed',
  authentication_required: 'authentication-failed',
  expired_card: 'expired-card',
  incorrect_cvc: 'wrong-details',
  incorrect_number: 'wrong-details',
  invalid_cvc: 'wrong-details',
  invalid_number: 'wrong-details',
  invalid_expiry_month: 'wrong-details',
  invalid_expiry_year: 'wrong-details',
  processing_error: 'try-later',
  issuer_not_available: 'try-later',
  try_again_later: 'try-later',
};

/** Reads Stripe's `code` and `decline_code` (https://docs.stripe.com/declines/codes); any other is a plain decline. */
export const readDecline = (code?: string, declineCode?: string): DeclineReason =>
  reasonOf[declineCode ?? ''] ?? reasonOf[code ?? ''] ?? 'declined';

/** What the status of a payment intent means once it has been confirmed; `undefined`: it is still to be paid. */
export function readIntentStatus(status: string | undefined): PaymentOutcome | undefined {
  if (status === 'succeeded' || status === 'requires_capture') return { kind: 'done', status: 'succeeded' };
  if (status === 'processing') return { kind: 'done', status: 'processing' };
  if (status === 'canceled') return { kind: 'ended' };
  return undefined;
}
