/**
 * Which cells of a large section are in the page: those on screen and a little more, and always the reader's own row, so
 * that the keyboard and a screen reader have somewhere to go wherever the eye looks. No IO.
 */
import type { RowDrawing, SectionDrawing, SeatSpot } from './hallGeometry.ts';
import type { PaperArea } from './mapZoom.svelte.ts';

/** Up to so many places, elements cost less than choosing among them. */
export const smallSectionPlaces = 400;
/** Smaller than this on screen, a seat of a large section is seen from afar. */
export const nearPx = 22;

export interface RowInView {
  row: RowDrawing;
  /** Which row of the section it is, from 1. */
  index: number;
  seats: readonly SeatSpot[];
}

interface View {
  /** `undefined` where it is seen from afar: then no cell is there for the eye. */
  area: PaperArea | undefined;
  /** Seats whose rows are there in any case: the one that keys go on from, the one that has the focus. */
  keptIds: readonly (string | undefined)[];
}

export function rowsInView({ rows, left, top }: SectionDrawing, { area, keptIds }: View): RowInView[] {
  const reach = area ? 1 : 0;
  const kept = rows.flatMap(({ seats }, i) =>
    seats.some(({ place }) => keptIds.includes(place.placeId)) ? [i] : [],
  );
  const isSeen = ({ x, y }: SeatSpot): boolean =>
    area !== undefined &&
    x - left >= area.left &&
    x - left <= area.right &&
    y - top >= area.top &&
    y - top <= area.bottom;
  return rows
    .map((row, i) => ({
      row,
      index: i + 1,
      seats: kept.some((each) => Math.abs(i - each) <= reach) ? row.seats : row.seats.filter(isSeen),
    }))
    .filter(({ seats }) => seats.length > 0);
}
