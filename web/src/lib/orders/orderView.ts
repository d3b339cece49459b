/**
 * What an order is to its buyer, from its record and what is known of the payment. The record alone says that it is
 * paid; what the bank's page wrote into the address (`redirect_status`) only chooses the words of waiting. No IO.
 */
import type { Order } from '@fashionista/domain/order';

/** As Stripe writes it into the return address; anything else counts as nothing. */
export type RedirectStatus = 'succeeded' | 'pending' | 'failed';

export type OrderView =
  /** The payment is being looked up. */
  | 'checking'
  /** It takes longer than usual. */
  | 'slow'
  /** A bank debit: it may take long, and ends by mail. */
  | 'processing'
  /** The bank's page was failed or left, and the server knows of no payment: the same order can be paid again. */
  | 'declined'
  | 'unpaid'
  | 'paid'
  | 'expired'
  | 'cancelled'
  | 'refund-coming'
  | 'refunded'
  | 'partially-refunded'
  | 'disputed';

/** After so many looks without a change, waiting is called slow. */
const looksUntilSlow = 3;

export const readRedirectStatus = (text: string | null): RedirectStatus | undefined =>
  text === 'succeeded' || text === 'pending' || text === 'failed' ? text : undefined;

interface Known {
  redirectStatus: RedirectStatus | undefined;
  /** How often the server looked at the payment service since the page opened. */
  looks: number;
  now: Date;
}

function readAwaiting({ payBy }: Pick<Order, 'payBy'>, { redirectStatus, looks, now }: Known): OrderView {
  if (redirectStatus === 'pending') return 'processing';
  if (redirectStatus === 'failed') return looks === 0 ? 'checking' : 'declined';
  // Past its time it is about to be given up, or to be sold if the money came in time.
  if (redirectStatus === 'succeeded' || payBy <= now) return looks >= looksUntilSlow ? 'slow' : 'checking';
  return 'unpaid';
}

export function readOrderView(
  order: Pick<Order, 'status' | 'payBy' | 'refundPending'>,
  known: Known,
): OrderView {
  switch (order.status) {
    case 'awaiting-payment':
      return readAwaiting(order, known);
    case 'expired':
    case 'cancelled':
      return order.refundPending ? 'refund-coming' : order.status;
    default:
      return order.status;
  }
}

/** Whether looking again may change something soon. */
export const isWaiting = (order: Pick<Order, 'status' | 'refundPending'>): boolean =>
  order.status === 'awaiting-payment' || order.refundPending;

/** Whether its places were sold and not all taken back. */
export const hasTickets = ({ status }: Pick<Order, 'status'>): boolean =>
  status === 'paid' || status === 'partially-refunded';
