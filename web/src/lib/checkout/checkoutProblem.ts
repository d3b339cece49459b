/** What may go wrong at checkout, as values with what the next step needs. The words are the component's. No IO. */
import type { AnyPortalError, ErrorCode } from '@fashionista/domain/errors';
import type { DeclineReason } from '#lib/platform/payments/paymentForm.ts';

export type CheckoutProblem =
  /** The seats stay held; the same order can be paid at once. */
  | { kind: 'declined'; reason: DeclineReason }
  /** The form could not be loaded. */
  | { kind: 'form-failed' }
  /** No answer to the payment: the order will say whether money moved. */
  | { kind: 'unknown-payment' }
  | { kind: 'unreachable' }
  | { kind: 'expired' }
  /** The payment service refused the order: the seats were let go. */
  | { kind: 'refused' }
  | { kind: 'sale-closed' }
  /** The payment is on its way and cannot be stopped. */
  | { kind: 'processing' }
  | { kind: 'seats-gone' }
  | { kind: 'other'; code: ErrorCode };

const kinds: Partial<Record<ErrorCode, CheckoutProblem>> = {
  unavailable: { kind: 'unreachable' },
  'hold-expired': { kind: 'expired' },
  'not-found': { kind: 'expired' },
  'payment-failed': { kind: 'refused' },
  'sale-closed': { kind: 'sale-closed' },
  'hold-busy': { kind: 'processing' },
  'seat-taken': { kind: 'seats-gone' },
  'sold-out': { kind: 'seats-gone' },
  'leaves-single': { kind: 'seats-gone' },
};

export const readCheckoutProblem = ({ code }: AnyPortalError): CheckoutProblem =>
  kinds[code] ?? { kind: 'other', code };
