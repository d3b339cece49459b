/**
 * What is asked of best available: the form's own fields, narrowed by the filter that the reader has set on the map, so
 * that nothing is held which the map says they did not ask for. No IO.
 */
import type { FashionEvent } from '@fashionista/domain/event';
import type { SectionId, TicketTypeId } from '@fashionista/domain/ids';
import { admitsType } from './seatFilter.ts';
import type { SeatFilter } from './seatFilter.ts';

/** As the form has it. */
export interface BestWish {
  quantity: number;
  ticketTypeId: TicketTypeId | undefined;
  sectionId: SectionId | undefined;
  together: boolean;
  accessible: boolean;
}

/** As the server is asked. */
export interface BestAsk {
  quantity: number;
  ticketTypeId?: TicketTypeId;
  sectionIds?: SectionId[];
  together?: true;
  accessible?: true;
  frontRow?: true;
  clearView?: true;
}

/** A section, or else a ticket, that the form names stands above the filter's tickets. */
function placeOf(wish: BestWish, filter: SeatFilter, event: FashionEvent): Partial<BestAsk> {
  if (wish.sectionId !== undefined) return { sectionIds: [wish.sectionId] };
  if (wish.ticketTypeId !== undefined) return { ticketTypeId: wish.ticketTypeId };
  if (filter.ticketTypeIds.length === 0) return {};
  const types = event.ticketTypes.filter(({ ticketTypeId }) => admitsType(filter, ticketTypeId));
  return { sectionIds: types.flatMap(({ sectionIds }) => sectionIds) };
}

export function askBest(wish: BestWish, filter: SeatFilter, event: FashionEvent): BestAsk {
  const { wishes } = filter;
  return {
    quantity: wish.quantity,
    ...placeOf(wish, filter, event),
    ...(wish.together && { together: true }),
    ...((wish.accessible || wishes.includes('accessible')) && { accessible: true }),
    ...(wishes.includes('front-row') && { frontRow: true }),
    ...(wishes.includes('clear-view') && { clearView: true }),
  };
}

/** The same, where places beside each other are not to be had. */
export const askApart = ({ together: _together, ...ask }: BestAsk): BestAsk => ask;
