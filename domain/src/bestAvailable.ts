/**
 * Best available and nearest free: which places to offer when the buyer names none, or named ones that are gone
 * ([A…]). Both rank the same candidates and differ only in what is near: the stage, or the seats wanted. No IO;
 * randomness is passed in, so that a rush of buyers does not aim at one seat.
 */
import { refuse, succeed } from './errors.ts';
import type { Result } from './errors.ts';
import { ticketTypeOf } from './event.ts';
import type { FashionEvent } from './event.ts';
import type { PlaceId, SectionId, TicketTypeId } from './ids.ts';
import { adjacentChoices, cleanChoices, findSingleLeft } from './orphans.ts';
import type { Place, PlanIndex, Section } from './plan.ts';

export interface BestRequest {
  quantity: number;
  sectionIds?: readonly SectionId[] | undefined;
  ticketTypeId?: TicketTypeId | undefined;
  /** `true`: adjacent or nothing. Otherwise adjacent where that can be had. */
  together?: boolean | undefined;
  /** At least one accessible place, with companions or neighbours beside it. */
  accessible?: boolean | undefined;
}

interface Hall {
  event: FashionEvent;
  index: PlanIndex;
  isTaken: (placeId: PlaceId) => boolean;
}

interface Candidate {
  places: readonly Place[];
  score: number;
}

/** Added to a place's distance, in units of the hall's diagonal: seen last, though not refused. */
const penaltyOf: Partial<Record<Place['attributes'][number], number>> = {
  'restricted-view': 0.25,
  press: 0.5,
};

const isReserved = (place: Place): boolean =>
  place.attributes.includes('accessible') || place.attributes.includes('companion');

type Rate = (place: Place) => number;

function rateByStage(index: PlanIndex): Rate {
  const diagonal = Math.hypot(index.plan.width, index.plan.height) || 1;
  return (place) => {
    const penalty = place.attributes.reduce((sum, attribute) => sum + (penaltyOf[attribute] ?? 0), 0);
    return (index.place(place.placeId)?.stageDistance ?? 0) + penalty * diagonal;
  };
}

function rateByDistance(wanted: readonly Place[]): Rate {
  const x = wanted.reduce((sum, place) => sum + place.x, 0) / wanted.length;
  const y = wanted.reduce((sum, place) => sum + place.y, 0) / wanted.length;
  return (place) => Math.hypot(place.x - x, place.y - y);
}

const sectionsFor = (hall: Hall, request: BestRequest): Section[] =>
  hall.index.plan.sections.filter((section) => {
    const type = ticketTypeOf(hall.event, section.sectionId);
    if (type === undefined) return false;
    if (request.ticketTypeId !== undefined && type.ticketTypeId !== request.ticketTypeId) return false;
    return request.sectionIds === undefined || request.sectionIds.includes(section.sectionId);
  });

const scoreOf = (places: readonly Place[], rate: Rate): number =>
  places.reduce((sum, place) => sum + rate(place), 0) / places.length;

const freeOf = (hall: Hall, section: Section): Place[] =>
  section.places.filter((place) => !hall.isTaken(place.placeId));

/** The nearest of `free` to make up `quantity` around `seed`, companions first. */
function groupAround(seed: Place, free: readonly Place[], quantity: number): Place[] {
  const near = rateByDistance([seed]);
  const preferred = (place: Place) => near(place) - (place.attributes.includes('companion') ? 1.5 : 0);
  const others = free.filter((place) => place !== seed).toSorted((a, b) => preferred(a) - preferred(b));
  return [seed, ...others.slice(0, quantity - 1)];
}

function accessibleCandidates(hall: Hall, section: Section, quantity: number, rate: Rate): Candidate[] {
  const free = freeOf(hall, section);
  return free
    .filter((place) => place.attributes.includes('accessible'))
    .map((seed) => groupAround(seed, free, quantity))
    .filter((places) => places.length === quantity)
    .map((places) => ({ places, score: scoreOf(places, rate) }));
}

/** [A2] Adjacent seats that leave no single one, or any adjacent seats of a row where each choice leaves one. */
function seatedCandidates(
  hall: Hall,
  section: Section,
  quantity: number,
  rate: Rate,
  isOpen: Rate,
): Candidate[] {
  return hall.index.rows(section.sectionId).flatMap((row) => {
    const clean = cleanChoices(row, quantity, hall.isTaken);
    const choices = clean.length > 0 ? clean : adjacentChoices(row, quantity, hall.isTaken);
    return choices
      .filter((places) => places.every((place) => isOpen(place) > 0))
      .map((places) => ({ places, score: scoreOf(places, rate) }));
  });
}

function standingCandidates(hall: Hall, section: Section, quantity: number, rate: Rate): Candidate[] {
  const free = freeOf(hall, section).toSorted((a, b) => rate(a) - rate(b));
  const candidates: Candidate[] = [];
  for (let start = 0; start + quantity <= free.length; start += quantity) {
    const places = free.slice(start, start + quantity);
    candidates.push({ places, score: scoreOf(places, rate) });
  }
  return candidates;
}

function togetherCandidates(hall: Hall, request: BestRequest, rate: Rate): Candidate[] {
  const { quantity, accessible } = request;
  const from = (isOpen: Rate) =>
    sectionsFor(hall, request).flatMap((section) => {
      if (accessible) return accessibleCandidates(hall, section, quantity, rate);
      if (section.kind === 'standing') return standingCandidates(hall, section, quantity, rate);
      return seatedCandidates(hall, section, quantity, rate, isOpen);
    });
  const open = from((place) => (isReserved(place) ? 0 : 1));
  // [A3] Accessible and companion places are offered to others only when nothing else is left.
  return open.length > 0 || accessible ? open : from(() => 1);
}

/** [A4] Apart: the best adjacent group of every smaller size first, so that a party is split as little as can be. */
function chooseApart(hall: Hall, request: BestRequest, rate: Rate): Place[] {
  const chosen: Place[] = [];
  const taken = new Set<PlaceId>();
  const now: Hall = { ...hall, isTaken: (placeId) => hall.isTaken(placeId) || taken.has(placeId) };
  let size = request.quantity;
  while (chosen.length < request.quantity && size > 0) {
    const left = Math.min(size, request.quantity - chosen.length);
    const [best] = togetherCandidates(now, { ...request, quantity: left, accessible: false }, rate).toSorted(
      (a, b) => a.score - b.score,
    );
    if (best) {
      for (const place of best.places) taken.add(place.placeId);
      chosen.push(...best.places);
    } else size = left - 1;
  }
  return chosen;
}

const idsOf = (places: readonly Place[]): PlaceId[] => places.map((place) => place.placeId);

/**
 * [A1] The best free places: nearest the stage, adjacent where that can be had. `spread` says among how many of the
 * best to draw with `random` (0 ≤ random < 1): 1 takes the best. Errors: `sold-out` where there are not as many.
 */
export function chooseBest(hall: Hall, request: BestRequest, random: number, spread = 1): Result<PlaceId[]> {
  const rate = rateByStage(hall.index);
  const ranked = togetherCandidates(hall, request, rate).toSorted((a, b) => a.score - b.score);
  const clean = ranked.find(({ places }) => !findSingleLeft(hall.index, idsOf(places), hall.isTaken));
  const drawn = ranked[Math.floor(random * Math.min(spread, ranked.length))];
  const best = spread > 1 ? drawn : (clean ?? drawn);
  if (best) return succeed(idsOf(best.places));
  if (request.together === true || request.accessible === true)
    return refuse('sold-out', 'There are no such places left beside each other.');
  const apart = chooseApart(hall, request, rate);
  return apart.length === request.quantity
    ? succeed(idsOf(apart))
    : refuse('sold-out', 'There are not as many places left.');
}

/**
 * [A5] What to offer instead of `wanted`: as many places, adjacent where that can be had, of the same ticket type
 * where it has any, nearest to those wanted. Empty where none are left.
 */
export function findNearest(hall: Hall, wanted: readonly PlaceId[]): PlaceId[] {
  const places = wanted.flatMap((placeId) => hall.index.place(placeId) ?? []);
  const [first] = places;
  if (!first) return [];
  const rate = rateByDistance(places.map(({ place }) => place));
  const ticketTypeId = ticketTypeOf(hall.event, first.section.sectionId)?.ticketTypeId;
  for (const request of [{ ticketTypeId }, {}]) {
    for (const quantity of new Set([wanted.length, 1])) {
      const [best] = togetherCandidates(hall, { ...request, quantity }, rate).toSorted(
        (a, b) => a.score - b.score,
      );
      if (best) return idsOf(best.places);
    }
  }
  return [];
}
