/** The statuses of a ticket in words. No IO. */
import type { TicketStatus } from '@fashionista/domain/ticket';
import { m } from '#lib/paraglide/messages.js';

const words: Record<TicketStatus, () => string> = {
  valid: m.ticket_valid,
  used: m.ticket_used,
  void: m.ticket_void,
};
export const statusWords = (status: TicketStatus): string => words[status]();

const explanations: Record<TicketStatus, () => string> = {
  valid: m.ticket_valid_body,
  used: m.ticket_used_body,
  void: m.ticket_void_body,
};
export const statusExplanation = (status: TicketStatus): string => explanations[status]();
