/**
 * What this instance offered as best available in the last moments. A board may be a second old, and in a rush every
 * buyer would be led to the same seats; so an instance leads each to others. A hint only: claims decide, and nobody is
 * told `sold-out` on a hint. No IO.
 */
import { LRUCache } from 'lru-cache';
import type { EventId, PlaceId } from '@fashionista/domain/ids';

export interface RecentPicks {
  add(eventId: EventId, places: Iterable<PlaceId>): void;
  /** For places that were offered but not taken after all. */
  forget(eventId: EventId, places: Iterable<PlaceId>): void;
  has(eventId: EventId, placeId: PlaceId): boolean;
}

/** As long as a board may lag behind its claims, and a little. */
const keptMs = 2_000;
const keptPicks = 50_000;

export function createRecentPicks(): RecentPicks {
  const picks = new LRUCache<string, true>({ max: keptPicks, ttl: keptMs });
  const keyOf = (eventId: EventId, placeId: PlaceId) => `${eventId}/${placeId}`;
  return {
    add: (eventId, places) => {
      for (const placeId of places) picks.set(keyOf(eventId, placeId), true);
    },
    forget: (eventId, places) => {
      for (const placeId of places) picks.delete(keyOf(eventId, placeId));
    },
    has: (eventId, placeId) => picks.has(keyOf(eventId, placeId)),
  };
}
