/**
 * Best available and nearest free: which places to offer when the buyer names none, or named ones that are gone
 * ([A…]). Both walk down the same windows, ranked by what is near: the stage, or the seats wanted. No IO; randomness
 * is passed in, so that a rush of buyers does not aim at one seat.
 */
import { refuse, succeed } from './errors.ts';
import type { Result } from './errors.ts';
import { ticketTypeOf } from './event.ts';
import type { FashionEvent } from './event.ts';
import type { PlaceId, SectionId, TicketTypeId } from './ids.ts';
import { findSingleLeft } from './orphans.ts';
import type { Place, PlanIndex } from './plan.ts';
import { rankWindows } from './seatWindows.ts';
import type { SeatWindow } from './seatWindows.ts';

export interface BestRequest {
  quantity: number;
  sectionIds?: readonly SectionId[] | undefined;
  ticketTypeId?: TicketTypeId | undefined;
  /** `true`: adjacent or nothing. Otherwise adjacent where that can be had. */
  together?: boolean | undefined;
  /** At least one accessible place, with companions or neighbours beside it. */
  accessible?: boolean | undefined;
  /** Only front rows' places. */
  frontRow?: boolean | undefined;
  /** No place whose view is restricted. */
  clearView?: boolean | undefined;
}

export interface Hall {
  event: FashionEvent;
  index: PlanIndex;
  isTaken: (placeId: PlaceId) => boolean;
  /** Windows of this size, the best first, without some that are known to be taken; all of them where absent. */
  windows?: (size: number) => readonly SeatWindow[];
}

const windowsOf = ({ index, windows }: Hall, size: number): readonly SeatWindow[] =>
  windows?.(size) ?? rankWindows(index, size);

/** Which places are looked for. */
interface Wanted {
  sections: ReadonlySet<SectionId>;
  /** [A6] Whether a place is what was asked for. */
  admits: (place: Place) => boolean;
}

/** What a walk looks for: as many such places, at most `count` choices. */
interface Walk extends Wanted {
  quantity: number;
  /** [A3] Whether accessible and companion places may be among them. */
  withReserved: boolean;
  count: number;
}

function sectionsFor({ event, index }: Hall, request: Omit<BestRequest, 'quantity'>): Set<SectionId> {
  const isWanted = (sectionId: SectionId): boolean => {
    const type = ticketTypeOf(event, sectionId);
    if (type === undefined) return false;
    if (request.ticketTypeId !== undefined && type.ticketTypeId !== request.ticketTypeId) return false;
    return request.sectionIds === undefined || request.sectionIds.includes(sectionId);
  };
  return new Set(index.plan.sections.map(({ sectionId }) => sectionId).filter(isWanted));
}

/** [A6] All of a party's places are what was asked for, companions' too. */
const admitsOf =
  ({ frontRow, clearView }: Omit<BestRequest, 'quantity'>) =>
  ({ attributes }: Place): boolean =>
    (!frontRow || attributes.includes('front-row')) &&
    (!clearView || !attributes.includes('restricted-view'));

const wantedBy = (hall: Hall, request: Omit<BestRequest, 'quantity'>): Wanted => ({
  sections: sectionsFor(hall, request),
  admits: admitsOf(request),
});

/**
 * [A2] The first `count` choices down the ranking: free, and leaving no orphan that the row's rule forbids. A section's
 * standing admissions are gathered into choices as the walk meets them.
 */
function walk(hall: Hall, windows: readonly SeatWindow[], wanted: Walk): (readonly PlaceId[])[] {
  const choices: (readonly PlaceId[])[] = [];
  const gathered = new Map<SectionId, PlaceId[]>();
  for (const { section, row, places, ids, isReserved } of windows) {
    if (!wanted.sections.has(section.sectionId) || (isReserved && !wanted.withReserved)) continue;
    if (ids.some(hall.isTaken) || !places.every(wanted.admits)) continue;
    if (row === undefined) {
      const standing = [...(gathered.get(section.sectionId) ?? []), ...ids];
      const isWhole = standing.length === wanted.quantity;
      gathered.set(section.sectionId, isWhole ? [] : standing);
      if (isWhole) choices.push(standing);
    } else if (!findSingleLeft(hall.index, ids, hall.isTaken)) choices.push(ids);
    if (choices.length >= wanted.count) break;
  }
  return choices;
}

/** [A3] Others get accessible and companion places only when nothing else is left. */
function walkKindly(hall: Hall, windows: readonly SeatWindow[], wanted: Omit<Walk, 'withReserved'>) {
  const choices = walk(hall, windows, { ...wanted, withReserved: false });
  return choices.length > 0 ? choices : walk(hall, windows, { ...wanted, withReserved: true });
}

const distanceBetween = (a: Place, b: Place): number => Math.hypot(a.x - b.x, a.y - b.y);
/** How much nearer than it is a companion's place counts, in plan units: the seat beside, not the one in front. */
const companionBonus = 1.5;

/** [A3] Around the best free accessible place: companions' places first, then the nearest. */
function chooseAccessible(hall: Hall, { sections, admits }: Wanted, quantity: number): PlaceId[] | undefined {
  for (const { section, places } of windowsOf(hall, 1)) {
    const [seed] = places;
    const isSeed = seed?.attributes.includes('accessible') && !hall.isTaken(seed.placeId) && admits(seed);
    if (!seed || !isSeed || !sections.has(section.sectionId)) continue;
    const nearness = (place: Place) =>
      distanceBetween(place, seed) - (place.attributes.includes('companion') ? companionBonus : 0);
    const others = section.places
      .filter((place) => place !== seed && !hall.isTaken(place.placeId) && admits(place))
      .toSorted((a, b) => nearness(a) - nearness(b));
    if (others.length >= quantity - 1)
      return [seed, ...others.slice(0, quantity - 1)].map((place) => place.placeId);
  }
  return undefined;
}

/** [A4] Apart: the largest groups that can be had, so that a party is split as little as can be. */
function chooseApart(hall: Hall, wanted: Wanted, quantity: number): PlaceId[] {
  const chosen = new Set<PlaceId>();
  const now: Hall = { ...hall, isTaken: (placeId) => hall.isTaken(placeId) || chosen.has(placeId) };
  let size = quantity;
  while (chosen.size < quantity && size > 0) {
    const group = Math.min(size, quantity - chosen.size);
    const [best] = walkKindly(now, windowsOf(hall, group), { ...wanted, quantity: group, count: 1 });
    if (best) for (const placeId of best) chosen.add(placeId);
    else size = group - 1;
  }
  return [...chosen];
}

/**
 * [A1] The best free places: nearest the stage, adjacent where that can be had. `spread` says among how many of the
 * best to draw with `random` (0 ≤ random < 1): 1 takes the best. Errors: `sold-out` where there are not as many.
 */
export function chooseBest(
  hall: Hall,
  request: BestRequest,
  random: number,
  spread = 1,
): Result<readonly PlaceId[]> {
  const { quantity } = request;
  const wanted = wantedBy(hall, request);
  if (request.accessible) {
    const chosen = chooseAccessible(hall, wanted, quantity);
    return chosen ? succeed(chosen) : refuse('sold-out', 'There are no such accessible places left.');
  }
  const best = walkKindly(hall, windowsOf(hall, quantity), { ...wanted, quantity, count: spread });
  const drawn = best[Math.floor(random * best.length)];
  if (drawn) return succeed(drawn);
  if (request.together === true)
    return refuse('sold-out', 'There are no such places left beside each other.');
  const apart = chooseApart(hall, wanted, quantity);
  return apart.length === quantity
    ? succeed(apart)
    : refuse('sold-out', 'There are not as many places left.');
}

function rankByDistance(windows: readonly SeatWindow[], wanted: readonly Place[]): SeatWindow[] {
  const x = wanted.reduce((sum, place) => sum + place.x, 0) / wanted.length;
  const y = wanted.reduce((sum, place) => sum + place.y, 0) / wanted.length;
  const distanceOf = ({ places }: SeatWindow) =>
    places.reduce((sum, place) => sum + Math.hypot(place.x - x, place.y - y), 0) / places.length;
  return windows
    .map((window) => ({ window, distance: distanceOf(window) }))
    .sort((a, b) => a.distance - b.distance)
    .map(({ window }) => window);
}

/**
 * [A5] What to offer instead of `wanted`: as many places, adjacent where that can be had, of the same ticket type
 * where it has any, nearest to those wanted. Empty where none are left.
 */
export function findNearest(hall: Hall, wanted: readonly PlaceId[]): PlaceId[] {
  const located = wanted.flatMap((placeId) => hall.index.place(placeId) ?? []);
  const [first] = located;
  if (!first) return [];
  const places = located.map(({ place }) => place);
  const ticketTypeId = ticketTypeOf(hall.event, first.section.sectionId)?.ticketTypeId;
  for (const request of [{ ticketTypeId }, {}]) {
    for (const quantity of new Set([wanted.length, 1])) {
      const windows = windowsOf(hall, quantity).filter((window) => !window.ids.some(hall.isTaken));
      const near = rankByDistance(windows, places);
      const [best] = walkKindly(hall, near, { ...wantedBy(hall, request), quantity, count: 1 });
      if (best) return [...best];
    }
  }
  return [];
}
