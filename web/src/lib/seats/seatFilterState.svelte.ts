/**
 * The reader's filter of seats as the parts of one seat picker share it, read from the address that is given. Stands
 * apart from the map's state, which knows what is free and not what is wanted. No IO.
 */
import { createContext } from 'svelte';
import type { FashionEvent } from '@fashionista/domain/event';
import { admitsPlace, admitsType, isFiltering, readSeatFilter } from './seatFilter.ts';
import type { SeatFilter } from './seatFilter.ts';
import type { SeatLook, SeatState } from './seatMap.svelte.ts';

/** What a mark shows. `outside`: free, and not what the reader asks for. */
export type MarkLook = SeatLook | 'outside';

export class SeatFilterState {
  readonly #filter: SeatFilter;

  constructor(event: FashionEvent, params: () => Pick<URLSearchParams, 'get'>) {
    const known = event.ticketTypes.map(({ ticketTypeId }) => ticketTypeId);
    this.#filter = $derived(readSeatFilter(params(), known));
  }

  get asked(): SeatFilter {
    return this.#filter;
  }
  get isOn(): boolean {
    return isFiltering(this.#filter);
  }

  admits({ place, ticketType }: Pick<SeatState, 'place' | 'ticketType'>): boolean {
    return admitsType(this.#filter, ticketType?.ticketTypeId) && admitsPlace(this.#filter, place);
  }

  /** Only what is free can be outside: all else is as it is, whoever asks. */
  markOf(seat: SeatState): MarkLook {
    return seat.look === 'free' && this.isOn && !this.admits(seat) ? 'outside' : seat.look;
  }
}

export const [getSeatFilter, setSeatFilter] = createContext<SeatFilterState>();
