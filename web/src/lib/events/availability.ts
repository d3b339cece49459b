/**
 * How many places are left of each ticket type, a pure function of the event's boards. A section that has no board
 * yet tells nothing, so its type is left out rather than guessed. No IO.
 */
import { countBoard } from '@fashionista/domain/board';
import type { Board } from '@fashionista/domain/board';
import type { FashionEvent } from '@fashionista/domain/event';

export interface Availability {
  free: number;
  total: number;
}

/** By ticket type id. */
export type Availabilities = Record<string, Availability>;

export function countAvailability(
  event: Pick<FashionEvent, 'ticketTypes'>,
  boards: readonly Pick<Board, 'sectionId' | 'places'>[],
): Availabilities {
  const placesOf = new Map<string, string>(boards.map((board) => [board.sectionId, board.places]));
  const counted: Availabilities = {};
  for (const type of event.ticketTypes) {
    const sections = type.sectionIds.map((sectionId) => placesOf.get(sectionId));
    if (sections.length === 0 || sections.includes(undefined)) continue;
    const places = sections.join('');
    counted[type.ticketTypeId] = { free: countBoard(places).free, total: places.length };
  }
  return counted;
}

/** So few that it is worth saying: at most a tenth, and at least one. */
export const areFewLeft = ({ free, total }: Availability): boolean => free > 0 && free <= total / 10;
