/** Which tickets of an order stand side by side, in which order, and which of them a scroll position shows. No IO. */
import type { TicketId } from '@fashionista/domain/ids';
import type { Ticket } from '@fashionista/domain/ticket';

/** Those that admit, and those in `kept`; by section, row and number. */
export const pickStanding = (tickets: readonly Ticket[], kept: ReadonlySet<TicketId>): Ticket[] =>
  tickets
    .filter(({ ticketId, status }) => status === 'valid' || kept.has(ticketId))
    .toSorted(
      (a, b) =>
        a.sectionId.localeCompare(b.sectionId) ||
        a.row.localeCompare(b.row, 'en', { numeric: true }) ||
        a.number - b.number,
    );

/** The index of what is mostly in view of `count` slides, each as wide as what shows them. */
export const slideAt = (scrollLeft: number, width: number, count: number): number =>
  width > 0 ? Math.min(count - 1, Math.max(0, Math.round(scrollLeft / width))) : 0;
