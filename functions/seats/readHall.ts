/**
 * What a hold is decided on: the event, the buyer's hold and the claims around the wanted places, read in one round
 * trip just before the commit. Boards, up to a second older, are read only to look further: best available, nearest.
 * IO: Firestore.
 */
import { readBoard } from '@fashionista/domain/board';
import type { Board } from '@fashionista/domain/board';
import type { Claim } from '@fashionista/domain/claim';
import type { FashionEvent } from '@fashionista/domain/event';
import type { Hold } from '@fashionista/domain/holdRecord';
import type { EventId, HoldId, PlaceId, SectionId } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import type { PlanIndex } from '@fashionista/domain/plan';
import type { Snapshot, Store } from '../platform/store.ts';

export interface Hall {
  event: Snapshot<FashionEvent> | undefined;
  hold: Snapshot<Hold> | undefined;
  claims: Map<PlaceId, Claim>;
}

/** A single seat can arise two seats away from a chosen one, no further. */
const orphanReach = 2;

/** The places whose claims decide whether `chosen` may be held, save for whole rows. */
export function placesAround(index: PlanIndex, chosen: readonly PlaceId[]): PlaceId[] {
  const around = new Set<PlaceId>();
  for (const placeId of chosen) {
    const located = index.place(placeId);
    if (!located) continue;
    const reach = located.section.kind === 'seated' ? orphanReach : 0;
    const { run, indexInRun } = located;
    for (const place of run.slice(Math.max(0, indexInRun - reach), indexInRun + reach + 1))
      around.add(place.placeId);
  }
  return [...around];
}

/** Every place of the rows that `chosen` stands in. */
export function placesOfRows(index: PlanIndex, chosen: readonly PlaceId[]): PlaceId[] {
  const rows = new Set(chosen.flatMap((placeId) => index.place(placeId)?.row ?? []));
  return [...rows].flatMap((row) => row.places.map((place) => place.placeId));
}

export async function readHall(
  store: Store,
  eventId: EventId,
  holdId: HoldId,
  placeIds: readonly PlaceId[],
): Promise<Hall> {
  const [event, hold, ...claims] = await store.readAll<unknown>([
    paths.event(eventId),
    paths.hold(holdId),
    ...placeIds.map((placeId) => paths.claim(eventId, placeId)),
  ]);
  const found = claims.flatMap((claim) => (claim ? [claim.data as Claim] : []));
  return {
    event: event as Snapshot<FashionEvent> | undefined,
    hold: hold as Snapshot<Hold> | undefined,
    claims: new Map(found.map((claim) => [claim.placeId, claim])),
  };
}

/** Whether a place is taken, as the boards of these sections say. A section without a board counts as taken. */
export async function readTakenOnBoards(
  store: Store,
  index: PlanIndex,
  eventId: EventId,
  sectionIds: readonly SectionId[],
): Promise<(placeId: PlaceId) => boolean> {
  const boards = await store.readAll<Board>(sectionIds.map((sectionId) => paths.board(eventId, sectionId)));
  const free = new Set<PlaceId>();
  for (const board of boards) {
    const section = board && index.section(board.data.sectionId);
    const statuses = section && readBoard(section, board.data.places);
    for (const [placeId, status] of statuses ?? []) if (status === 'free') free.add(placeId);
  }
  return (placeId) => !free.has(placeId);
}
