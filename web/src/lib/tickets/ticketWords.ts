/** How a ticket stands, in words: by its own status, and by whether its event still takes place. No IO. */
import type { FashionEvent } from '@fashionista/domain/event';
import type { Ticket, TicketStatus } from '@fashionista/domain/ticket';
import { m } from '#lib/paraglide/messages.js';

/** `cancelled`: it would admit, and there is nothing to admit to. */
export type TicketStanding = TicketStatus | 'cancelled';

export const standingOf = (
  { status }: Pick<Ticket, 'status'>,
  event: Pick<FashionEvent, 'state'> | undefined,
): TicketStanding => (status === 'valid' && event?.state === 'cancelled' ? 'cancelled' : status);

const words: Record<TicketStanding, () => string> = {
  valid: m.ticket_valid,
  used: m.ticket_used,
  void: m.ticket_void,
  cancelled: m.ticket_cancelled,
};
export const standingWords = (standing: TicketStanding): string => words[standing]();

const explanations: Record<TicketStanding, () => string> = {
  valid: m.ticket_valid_body,
  used: m.ticket_used_body,
  void: m.ticket_void_body,
  cancelled: m.ticket_cancelled_body,
};
export const standingExplanation = (standing: TicketStanding): string => explanations[standing]();
