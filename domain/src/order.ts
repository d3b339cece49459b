/**
 * Orders: their record, statuses and allowed moves, and how a price splits into ticket, fee and VAT ([M…]). No IO.
 */
import type { Contact } from './actions.ts';
import type { EventId, HoldId, OrderId, PlaceId, SectionId, TicketTypeId, Uid } from './ids.ts';
import type { Locale } from './locale.ts';

export type OrderStatus =
  'awaiting-payment' | 'paid' | 'expired' | 'cancelled' | 'partially-refunded' | 'refunded' | 'disputed';

/** [P1] Nothing regresses: a status moves only along this table. */
const orderMoves: Record<OrderStatus, readonly OrderStatus[]> = {
  'awaiting-payment': ['paid', 'expired', 'cancelled'],
  paid: ['partially-refunded', 'refunded', 'disputed'],
  expired: ['refunded'],
  cancelled: ['refunded'],
  'partially-refunded': ['refunded', 'disputed'],
  refunded: [],
  disputed: ['paid', 'refunded'],
};
export const canMoveOrder = (from: OrderStatus, to: OrderStatus): boolean => orderMoves[from].includes(to);

export interface OrderLine {
  placeId: PlaceId;
  sectionId: SectionId;
  sectionName: string;
  row: string;
  number: number;
  ticketTypeId: TicketTypeId;
  ticketTypeName: string;
  priceMinor: number;
}

/** A Firestore document `orders/{orderId}`. Read by its owner, the event's organizers and admins. */
export interface Order {
  orderId: OrderId;
  uid: Uid;
  eventId: EventId;
  holdId: HoldId;
  status: OrderStatus;
  lines: OrderLine[];
  amountMinor: number;
  currency: string;
  /** Contained in `amountMinor` ([M1]). */
  includedVatMinor: number;
  includedFeeMinor: number;
  contact: Contact;
  locale: Locale;
  createdAt: Date;
  payBy: Date;
  paidAt: Date | null;
  paymentIntentId: string | null;
  /** Whether money that must go back has not gone back yet. */
  refundPending: boolean;
}

/** A money movement, `orders/{orderId}/entries/{entryId}`: appended, never edited. */
export interface OrderEntry {
  entryId: string;
  kind: 'payment' | 'refund-due' | 'refund';
  /** What moved, or must move, always positive. */
  amountMinor: number;
  currency: string;
  reason: string;
  /** Stripe's id of the payment intent or refund. */
  stripeId: string;
  at: Date;
}

/**
 * [M1] The VAT and booking fee contained in an all-in price, in minor units, halves rounded up.
 * VAT is `gross × rate / (1 + rate)`, as VAT Directive 2006/112/EC art. 73 taxes the whole consideration; the fee is
 * its share of the gross.
 */
export function splitPrice(grossMinor: number, vatBasisPoints: number, feeBasisPoints: number) {
  return {
    includedVatMinor: Math.round((grossMinor * vatBasisPoints) / (10_000 + vatBasisPoints)),
    includedFeeMinor: Math.round((grossMinor * feeBasisPoints) / 10_000),
  };
}
