/**
 * The ways a payment fails: Stripe's error code, decline code, message and advice for each. Kept apart from the table of
 * test payment methods because several methods fail alike. Source: Stripe's "Decline codes" and "Testing". No IO.
 */
export type Decline = {
  code: string;
  declineCode: string;
  message: string;
  advice: 'confirm_card_data' | 'do_not_try_again' | 'try_again_later' | null;
  /** Stopped by Radar before it reached the bank. */
  isBlocked?: boolean;
};

const declined = (
  declineCode: string,
  advice: Decline['advice'],
  message = 'Your card was declined.',
): Decline => ({
  code: 'card_declined',
  declineCode,
  message,
  advice,
});

export const DECLINES = {
  generic: declined('generic_decline', 'try_again_later'),
  insufficientFunds: declined('insufficient_funds', 'try_again_later', 'Your card has insufficient funds.'),
  lostCard: declined('lost_card', 'do_not_try_again'),
  stolenCard: declined('stolen_card', 'do_not_try_again'),
  velocityExceeded: declined(
    'card_velocity_exceeded',
    'try_again_later',
    'Your card was declined for making repeated attempts too frequently or exceeding its amount limit.',
  ),
  fraudulent: { ...declined('fraudulent', 'do_not_try_again'), isBlocked: true },
  expiredCard: {
    code: 'expired_card',
    declineCode: 'expired_card',
    message: 'Your card has expired.',
    advice: 'do_not_try_again',
  },
  incorrectCvc: {
    code: 'incorrect_cvc',
    declineCode: 'incorrect_cvc',
    message: "Your card's security code is incorrect.",
    advice: 'confirm_card_data',
  },
  processingError: {
    code: 'processing_error',
    declineCode: 'processing_error',
    message: 'An error occurred while processing your card. Try again in a little bit.',
    advice: 'try_again_later',
  },
  authenticationRequired: {
    code: 'authentication_required',
    declineCode: 'authentication_required',
    message: 'Your card was declined. This transaction requires authentication.',
    advice: null,
  },
} as const satisfies Record<string, Decline>;

/** Why a bank debit comes back. These answer with `code` alone at Stripe; the decline code is the bank's word for it. */
export function bankDebitFailure(code: string, message: string): Decline {
  return { code, declineCode: code, message, advice: null };
}
