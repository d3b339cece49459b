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

/** Once places were gone this often, boards have misled enough: claims are read. */
const lostByBoard = 4;
/** Among how many of the best to draw, so that those who lost do not meet again. */
const spreadOf = (lost: number): number => (lost === 0 ? 1 : 4 * lost);

const noSuchEvent = () => refuse('not-found', 'There is no such event.');

function checkRequest({ event, index }: Occupancy, request: BestHoldRequest): Result<void> {
  for (const [i, sectionId] of (request.sectionIds ?? []).entries())
    if (!index.section(sectionId)) return refuseField(`sectionIds.${i}`, 'is not a section of this event');
  const { ticketTypeId } = request;
  if (ticketTypeId !== undefined && !event.ticketTypes.some((type) => type.ticketTypeId === ticketTypeId))
    return refuseField('ticketTypeId', 'is not a ticket type of this event');
  return succeed(undefined);
}

type Parts = Pick<Services, 'occupancies' | 'picks' | 'random'>;

function chooseIn({ picks, random }: Parts, hall: Occupancy, request: BestHoldRequest, lost: number) {
  const chosen = chooseBest(hall, request, random(), spreadOf(lost));
  if (chosen.ok) picks.add(request.eventId, chosen.value);
  return chosen;
}

/** By boards and recent picks. What is chosen is picked in this instance until forgotten. */
export function chooseOnBoards(parts: Parts, seen: Occupancy, request: BestHoldRequest, lost: number) {
  const fit = checkRequest(seen, request);
  if (!fit.ok) return fit;
  const isPicked = parts.picks.of(request.eventId);
  const isTaken = (placeId: PlaceId) => seen.isTaken(placeId) || isPicked(placeId);
  return chooseIn(parts, { ...seen, isTaken }, request, lost);
}

/** By boards while they serve, then by claims. `lost`: how often places that were chosen were gone. */
export async function chooseBestPlaces(
  parts: Parts,
  request: BestHoldRequest,
  lost: number,
): Promise<Result<readonly PlaceId[]>> {
  const seen = await parts.occupancies.read(request.eventId);
  if (!seen) return noSuchEvent();
  const fit = checkRequest(seen, request);
  if (!fit.ok) return fit;
  if (lost < lostByBoard) {
    const chosen = chooseOnBoards(parts, seen, request, lost);
    if (chosen.ok) return chosen;
  }
  const claimed = await parts.occupancies.readClaims(request.eventId);
  return claimed ? chooseIn(parts, claimed, request, lost) : noSuchEvent();
}
