/**
 * Boards: what viewers see of a section, a pure function of its claims ([B1]). One character a place in plan order.
 * No IO: whoever projects reads the board's version before the claims and writes with *unchanged* ([B2]).
 */
import type { PlaceId, SectionId } from './ids.ts';
import type { Section } from './plan.ts';

/** PlaceStatus as viewers know it. `free` has no claim. */
export type PlaceStatus = 'free' | 'held' | 'sold' | 'blocked';
export type ClaimState = Exclude<PlaceStatus, 'free'>;

const characterOf: Record<PlaceStatus, string> = { free: '.', held: 'h', sold: 's', blocked: 'b' };
const statusOf: Record<string, PlaceStatus> = { '.': 'free', h: 'held', s: 'sold', b: 'blocked' };

/** A Firestore document `events/{eventId}/boards/{sectionId}`. */
export interface Board {
  eventId: string;
  sectionId: SectionId;
  /** Copied from the event, so that rules can tell who may read it. */
  eventState: string;
  places: string;
  version: number;
  updatedAt: Date;
}

/** [B1] The board of a section, from the state of each claimed place. */
export function projectBoard(section: Section, claimStateOf: (placeId: PlaceId) => ClaimState | undefined) {
  return section.places.map((place) => characterOf[claimStateOf(place.placeId) ?? 'free']).join('');
}

/** The status of each place of a section, by place id. A board of another length is not of this plan: `undefined`. */
export function readBoard(section: Section, places: string): Map<PlaceId, PlaceStatus> | undefined {
  if (places.length !== section.places.length) return undefined;
  const statuses = new Map<PlaceId, PlaceStatus>();
  for (const [i, place] of section.places.entries()) {
    const status = statusOf[places.charAt(i)];
    if (status === undefined) return undefined;
    statuses.set(place.placeId, status);
  }
  return statuses;
}

/** How many places of a board stand in each status. */
export function countBoard(places: string): Record<PlaceStatus, number> {
  const count: Record<PlaceStatus, number> = { free: 0, held: 0, sold: 0, blocked: 0 };
  for (const character of places) {
    const status = statusOf[character];
    if (status) count[status] += 1;
  }
  return count;
}
