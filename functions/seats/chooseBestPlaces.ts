/**
 * Chooses for a buyer who named no places ([A…]): by boards and this instance's recent picks while that finds some;
 * by the claims themselves before anybody is told that there are none left. IO: Firestore.
 */
import type { ActionRequest } from '@fashionista/domain/actions';
import { chooseBest } from '@fashionista/domain/bestAvailable';
import { refuse, refuseField, succeed } from '@fashionista/domain/errors';
import type { Result } from '@fashionista/domain/errors';
import type { PlaceId } from '@fashionista/domain/ids';
import type { Services } from '../services.ts';
import type { Occupancy } from './occupancy.ts';

export type BestHoldRequest = Extract<ActionRequest<'seats/hold'>, { quantity: number }>;

/** From this try on, boards have misled often enough: claims are read. */
const triesByBoard = 4;
/** Among how many of the best a further try draws. */
const spreadOf = (attempt: number): number => (attempt === 0 ? 1 : 4 * attempt);

const noSuchEvent = () => refuse('not-found', 'There is no such event.');

function checkRequest({ event, index }: Occupancy, request: BestHoldRequest): Result<void> {
  for (const [i, sectionId] of (request.sectionIds ?? []).entries())
    if (!index.section(sectionId)) return refuseField(`sectionIds.${i}`, 'is not a section of this event');
  const { ticketTypeId } = request;
  if (ticketTypeId !== undefined && !event.ticketTypes.some((type) => type.ticketTypeId === ticketTypeId))
    return refuseField('ticketTypeId', 'is not a ticket type of this event');
  return succeed(undefined);
}

/** `attempt`: how often this request was tried before. What is chosen is picked in this instance until forgotten. */
export async function chooseBestPlaces(
  services: Pick<Services, 'occupancies' | 'picks' | 'random'>,
  request: BestHoldRequest,
  attempt: number,
): Promise<Result<readonly PlaceId[]>> {
  const { occupancies, picks, random } = services;
  const { eventId } = request;
  const choose = ({ event, index }: Occupancy, isTaken: Occupancy['isTaken']) => {
    const chosen = chooseBest({ event, index, isTaken }, request, random(), spreadOf(attempt));
    if (chosen.ok) picks.add(eventId, chosen.value);
    return chosen;
  };
  const seen = await occupancies.read(eventId);
  if (!seen) return noSuchEvent();
  const fit = checkRequest(seen, request);
  if (!fit.ok) return fit;
  if (attempt < triesByBoard) {
    const chosen = choose(seen, (placeId) => seen.isTaken(placeId) || picks.has(eventId, placeId));
    if (chosen.ok) return chosen;
  }
  const claimed = await occupancies.readClaims(eventId);
  return claimed ? choose(claimed, claimed.isTaken) : noSuchEvent();
}
