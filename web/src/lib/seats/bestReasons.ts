/** Why these places were held for who asked for the best, as far as the plan tells. No IO. */
import type { PlaceId } from '@fashionista/domain/ids';
import type { LocatedPlace, PlaceAttribute, PlanIndex } from '@fashionista/domain/plan';

export interface BestReasons {
  /** The sections' names, each once. */
  sections: string[];
  /** How many groups of neighbours the seats among them are; standing places have no neighbours. */
  groups: number;
  hasAccessible: boolean;
  hasCompanion: boolean;
  isFrontRow: boolean;
}

const areNeighbours = (a: LocatedPlace, b: LocatedPlace): boolean =>
  a.run === b.run && Math.abs(a.indexInRun - b.indexInRun) === 1;

function countGroups(places: readonly LocatedPlace[]): number {
  const seated = places.filter(({ section }) => section.kind === 'seated');
  const isFirst = (place: LocatedPlace) =>
    !seated.some((other) => areNeighbours(place, other) && other.indexInRun < place.indexInRun);
  return seated.filter(isFirst).length;
}

export function reasonsOf(index: PlanIndex, placeIds: readonly PlaceId[]): BestReasons {
  const places = placeIds.flatMap((placeId) => index.place(placeId) ?? []);
  const has = (attribute: PlaceAttribute) => places.some(({ place }) => place.attributes.includes(attribute));
  return {
    sections: [...new Set(places.map(({ section }) => section.name))],
    groups: countGroups(places),
    hasAccessible: has('accessible'),
    hasCompanion: has('companion'),
    isFrontRow: places.length > 0 && places.every(({ place }) => place.attributes.includes('front-row')),
  };
}
