/**
 * Which seats a reader asks for, and its form in the address: `?ticket=floor,circle&only=accessible,front-row`. Tickets
 * widen each other, and so do wheelchair and companion places, of which no seat is both; all else narrows. The
 * address is the only place it is kept, so that it can be shared and Back works. No IO.
 */
import type { TicketTypeId } from '@fashionista/domain/ids';
import type { Place } from '@fashionista/domain/plan';

/** What a seat may be asked to be. `clear-view`: its view is not restricted. */
export const seatWishes = ['accessible', 'companion', 'front-row', 'clear-view'] as const;
export type SeatWish = (typeof seatWishes)[number];

export interface SeatFilter {
  /** None: every ticket. */
  ticketTypeIds: readonly TicketTypeId[];
  wishes: readonly SeatWish[];
}

export const everySeat: SeatFilter = { ticketTypeIds: [], wishes: [] };

const bitOf = (wish: SeatWish): number => 1 << seatWishes.indexOf(wish);
const bitsOf = (wishes: readonly SeatWish[]): number => wishes.reduce((bits, wish) => bits | bitOf(wish), 0);
const comers = bitsOf(['accessible', 'companion']);

const wishesMetBy = ({ attributes }: Place): SeatWish[] =>
  seatWishes.filter((wish) =>
    wish === 'clear-view' ? !attributes.includes('restricted-view') : attributes.includes(wish),
  );

function admitsBits(met: number, wanted: number): boolean {
  const others = wanted & ~comers;
  const isWantedComer = (wanted & comers) === 0 || (wanted & met & comers) !== 0;
  return isWantedComer && (met & others) === others;
}

export const isFiltering = ({ ticketTypeIds, wishes }: SeatFilter): boolean =>
  ticketTypeIds.length + wishes.length > 0;

export const admitsType = ({ ticketTypeIds }: SeatFilter, ticketTypeId: TicketTypeId | undefined): boolean =>
  ticketTypeIds.length === 0 || (ticketTypeId !== undefined && ticketTypeIds.includes(ticketTypeId));

export const admitsPlace = ({ wishes }: SeatFilter, place: Place): boolean =>
  wishes.length === 0 || admitsBits(bitsOf(wishesMetBy(place)), bitsOf(wishes));

/** Which wishes each place meets, a bit a wish: worked out once a section. */
export const wishBitsOf = (places: readonly Place[]): Uint8Array =>
  Uint8Array.from(places, (place) => bitsOf(wishesMetBy(place)));

/** How many free places of a board meet each set of wishes, by its bits. */
export function tallyFree(board: string, wishBits: Uint8Array): number[] {
  const tally = Array<number>(1 << seatWishes.length).fill(0);
  wishBits.forEach((bits, i) => {
    if (board.charAt(i) === '.') tally[bits] = (tally[bits] ?? 0) + 1;
  });
  return tally;
}

/** How many of those free places a filter's wishes leave. */
export const countTally = (tally: readonly number[], { wishes }: SeatFilter): number =>
  tally.reduce((sum, count, met) => sum + (admitsBits(met, bitsOf(wishes)) ? count : 0), 0);

const listOf = (text: string | null): string[] => (text ?? '').split(',').filter(Boolean);

/** What this event or this page does not know counts as not asked. */
export const readSeatFilter = (
  params: Pick<URLSearchParams, 'get'>,
  known: readonly TicketTypeId[],
): SeatFilter => {
  const [tickets, only] = [listOf(params.get('ticket')), listOf(params.get('only'))];
  return {
    ticketTypeIds: known.filter((ticketTypeId) => tickets.includes(ticketTypeId)),
    wishes: seatWishes.filter((wish) => only.includes(wish)),
  };
};

/** The same address with this filter in it. */
export function writeSeatFilter(
  url: Pick<URL, 'pathname' | 'search'>,
  { ticketTypeIds, wishes }: SeatFilter,
): string {
  const params = new URLSearchParams(url.search);
  for (const [name, values] of [
    ['ticket', ticketTypeIds],
    ['only', wishes],
  ] as const)
    if (values.length > 0) params.set(name, values.join(','));
    else params.delete(name);
  const query = params.toString().replaceAll('%2C', ',');
  return `${url.pathname}${query ? `?${query}` : ''}`;
}

/** With one of its values asked where it was not, or not asked where it was. */
export const toggleIn = <Value>(values: readonly Value[], value: Value): Value[] =>
  values.includes(value) ? values.filter((each) => each !== value) : [...values, value];
