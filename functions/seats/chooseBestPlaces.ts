/**
 * Chooses for a buyer who named no places ([A…]): by boards and this instance's recent picks while that finds some;
 * by the claims themselves before anybody is told that there are none left. IO: Firestore.
 */
import type { ActionRequest } from '@fashionista/domain/actions';
import { chooseBest } from '@fashionista/domain/bestAvailable';
import { refuse, refuseField, succeed } from '@fashionista/domain/errors';
import type { Result } from '@fashionista/domain/errors';
import { ticketTypeOf } from '@fashionista/domain/event';
import type { FashionEvent } from '@fashionista/domain/event';
import type { EventId, PlaceId, SectionId } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import type { PlanIndex } from '@fashionista/domain/plan';
import type { Store } from '../platform/store.ts';
import type { Services } from '../services.ts';
import { readTakenOnBoards } from './readHall.ts';

export type BestHoldRequest = Extract<ActionRequest<'seats/hold'>, { quantity: number }>;

/** From this try on, boards have misled often enough: claims are read. */
const triesByBoard = 3;
/** Among how many of the best a further try draws. */
const spreadOf = (attempt: number): number => (attempt === 0 ? 1 : 4 * attempt);

export const sectionsOnSale = (event: FashionEvent, index: PlanIndex): SectionId[] =>
  index.plan.sections.map(({ sectionId }) => sectionId).filter((id) => ticketTypeOf(event, id) !== undefined);

function checkRequest(event: FashionEvent, index: PlanIndex, request: BestHoldRequest): Result<void> {
  for (const [i, sectionId] of (request.sectionIds ?? []).entries())
    if (!index.section(sectionId)) return refuseField(`sectionIds.${i}`, 'is not a section of this event');
  const { ticketTypeId } = request;
  if (ticketTypeId !== undefined && !event.ticketTypes.some((type) => type.ticketTypeId === ticketTypeId))
    return refuseField('ticketTypeId', 'is not a ticket type of this event');
  return succeed(undefined);
}

async function readTakenByClaims(store: Store, eventId: EventId, sectionIds: readonly SectionId[]) {
  const claims = await Promise.all(
    sectionIds.map((sectionId) =>
      store.query<{ placeId: PlaceId }>(paths.claims(eventId), {
        where: [['sectionId', '==', sectionId]],
        select: ['placeId'],
      }),
    ),
  );
  const taken = new Set(claims.flat().map(({ data }) => data.placeId));
  return (placeId: PlaceId) => taken.has(placeId);
}

/** `attempt`: how often this request was tried before. */
export async function chooseBestPlaces(
  services: Pick<Services, 'store' | 'picks' | 'random'>,
  index: PlanIndex,
  request: BestHoldRequest,
  attempt: number,
): Promise<Result<PlaceId[]>> {
  const { store, picks, random } = services;
  const { eventId } = request;
  const read = await store.read<FashionEvent>(paths.event(eventId));
  if (!read) return refuse('not-found', 'There is no such event.');
  const event = read.data;
  const fit = checkRequest(event, index, request);
  if (!fit.ok) return fit;
  const sections = sectionsOnSale(event, index).filter((id) => request.sectionIds?.includes(id) ?? true);
  if (attempt < triesByBoard) {
    const isTakenOnBoard = await readTakenOnBoards(store, index, eventId, sections);
    const isTaken = (placeId: PlaceId) => isTakenOnBoard(placeId) || picks.has(eventId, placeId);
    const chosen = chooseBest({ event, index, isTaken }, request, random(), spreadOf(attempt));
    if (chosen.ok) return chosen;
  }
  const isTaken = await readTakenByClaims(store, eventId, sections);
  return chooseBest({ event, index, isTaken }, request, random(), spreadOf(attempt));
}
