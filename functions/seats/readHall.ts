/**
 * What a hold is decided on: the event, the buyer's hold and the claims around the wanted places, read in one round
 * trip just before the commit. Looking further, for best available and nearest, is `occupancy.ts`'s.
 * IO: Firestore.
 */
import type { Claim } from '@fashionista/domain/claim';
import type { FashionEvent } from '@fashionista/domain/event';
import type { Hold } from '@fashionista/domain/holdRecord';
import type { EventId, HoldId, PlaceId } from '@fashionista/domain/ids';
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
