/** Why a payment did not go through, in the reader's language; never the bank's or Stripe's English. No IO. */
import { m } from '#lib/paraglide/messages.js';
import type { DeclineReason } from '#lib/platform/payments/paymentForm.ts';

const words: Record<DeclineReason, () => string> = {
  declined: m.pay_declined_plain,
  'insufficient-funds': m.pay_declined_insufficient_funds,
  'authentication-failed': m.pay_declined_authentication,
  'expired-card': m.pay_declined_expired_card,
  'wrong-details': m.pay_declined_wrong_details,
  'try-later': m.pay_declined_try_later,
};

export const declineWords = (reason: DeclineReason): string => words[reason]();
