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
  /** What is picked now, to ask of many places at once. */
  of(eventId: EventId): (placeId: PlaceId) => boolean;
}

/** As long as a board may lag behind its claims, and a little. */
const keptMs = 2_000;
const keptEvents = 200;

const nothing = (): boolean => false;

/** `now`: any clock that only goes forward, in milliseconds. */
export function createRecentPicks(now: () => number = () => performance.now()): RecentPicks {
  /** When each pick ends, the first to end first. */
  const byEvent = new LRUCache<EventId, Map<PlaceId, number>>({ max: keptEvents });
  const dropEnded = (picks: Map<PlaceId, number>): void => {
    for (const [placeId, endsAt] of picks) {
      if (endsAt > now()) return;
      picks.delete(placeId);
    }
  };
  return {
    add: (eventId, places) => {
      const picks = byEvent.get(eventId) ?? new Map<PlaceId, number>();
      byEvent.set(eventId, picks);
      dropEnded(picks);
      for (const placeId of places) {
        picks.delete(placeId);
        picks.set(placeId, now() + keptMs);
      }
    },
    forget: (eventId, places) => {
      const picks = byEvent.get(eventId);
      for (const placeId of places) picks?.delete(placeId);
    },
    of: (eventId) => {
      const picks = byEvent.get(eventId);
      if (!picks) return nothing;
      dropEnded(picks);
      return (placeId) => picks.has(placeId);
    },
  };
}
