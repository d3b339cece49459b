/**
 * Windows: every stretch of `size` neighbouring seats of a hall, ranked from the stage on. A plan never changes, so the
 * ranking is made once a plan and size and kept; a rush then only walks down it. No IO.
 */
import type { PlaceId } from './ids.ts';
import type { Place, PlanIndex, Row, Section } from './plan.ts';

export interface SeatWindow {
  section: Section;
  /** `undefined` for a standing admission, which has no neighbours. */
  row: Row | undefined;
  places: readonly Place[];
  ids: readonly PlaceId[];
  /** Whether it has an accessible or a companion place. */
  isReserved: boolean;
  /** [A1] Mean distance to the stage in plan units, and what counts as farther away. */
  stageScore: number;
}

/** Added to a place's distance, in units of the hall's diagonal: seen last, though not refused. */
const penaltyOf: Partial<Record<Place['attributes'][number], number>> = {
  'restricted-view': 0.25,
  press: 0.5,
};

const isReserved = (place: Place): boolean =>
  place.attributes.includes('accessible') || place.attributes.includes('companion');

function stageScoreOf(index: PlanIndex, place: Place, diagonal: number): number {
  const penalty = place.attributes.reduce((sum, attribute) => sum + (penaltyOf[attribute] ?? 0), 0);
  return (index.place(place.placeId)?.stageDistance ?? 0) + penalty * diagonal;
}

function windowsOf(index: PlanIndex, section: Section, size: number): Omit<SeatWindow, 'stageScore'>[] {
  const windowOf = (places: readonly Place[], row: Row | undefined) => ({
    section,
    row,
    places,
    ids: places.map((place) => place.placeId),
    isReserved: places.some(isReserved),
  });
  if (section.kind === 'standing') return section.places.map((place) => windowOf([place], undefined));
  return index
    .rows(section.sectionId)
    .flatMap((row) =>
      row.runs.flatMap((run) =>
        run
          .slice(0, Math.max(0, run.length - size + 1))
          .map((_, start) => windowOf(run.slice(start, start + size), row)),
      ),
    );
}

const ranked = new WeakMap<PlanIndex, Map<number, readonly SeatWindow[]>>();

/** Every window of `size` seats, and every standing admission by itself, the best first. */
export function rankWindows(index: PlanIndex, size: number): readonly SeatWindow[] {
  const bySize = ranked.get(index) ?? new Map<number, readonly SeatWindow[]>();
  ranked.set(index, bySize);
  const known = bySize.get(size);
  if (known) return known;
  const diagonal = Math.hypot(index.plan.width, index.plan.height) || 1;
  const windows = index.plan.sections
    .flatMap((section) => windowsOf(index, section, size))
    .map((window): SeatWindow => {
      const total = window.places.reduce((sum, place) => sum + stageScoreOf(index, place, diagonal), 0);
      return { ...window, stageScore: total / window.places.length };
    })
    .sort((a, b) => a.stageScore - b.stageScore);
  bySize.set(size, windows);
  return windows;
}
