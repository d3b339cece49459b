/** The states of an order in words: what happened, whether money moved, what comes next. No IO. */
import { m } from '#lib/paraglide/messages.js';
import type { OrderView } from './orderView.ts';

const words: Record<OrderView, { title: () => string; body: () => string }> = {
  checking: { title: m.order_checking_title, body: m.order_checking_body },
  slow: { title: m.order_slow_title, body: m.order_slow_body },
  processing: { title: m.order_processing_title, body: m.order_processing_body },
  declined: { title: m.order_declined_title, body: m.order_declined_body },
  unpaid: { title: m.order_unpaid_title, body: m.order_unpaid_body },
  paid: { title: m.order_paid_title, body: m.order_paid_body },
  expired: { title: m.order_expired_title, body: m.order_expired_body },
  cancelled: { title: m.order_cancelled_title, body: m.order_cancelled_body },
  'refund-coming': { title: m.order_refund_coming_title, body: m.order_refund_coming_body },
  refunded: { title: m.order_refunded_title, body: m.order_refunded_body },
  'partially-refunded': { title: m.order_partially_refunded_title, body: m.order_partially_refunded_body },
  disputed: { title: m.order_disputed_title, body: m.order_disputed_body },
};

export const orderViewTitle = (view: OrderView): string => words[view].title();
export const orderViewBody = (view: OrderView): string => words[view].body();
