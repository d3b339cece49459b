/**
 * Two halls of 5,000 places: one of ten sections along a runway, as large halls are, and one whose floor is a single
 * section, which is the most that a map ever has to draw at once. No IO.
 */
import type { PlanId } from '@fashionista/domain/ids';
import type { SeatPlan, Section } from '@fashionista/domain/plan';
import { drawSection, frontRow, line, seatsAlong } from '../../local/seed/plans/rows.ts';

export const largePlanPlaces = 5_000;
const rowGap = 1.5;

/** `a` to `z`, then `aa`, `ab`, …. */
const rowName = (i: number): string =>
  (i < 26 ? '' : String.fromCharCode(96 + Math.floor(i / 26))) + String.fromCharCode(97 + (i % 26));

interface Block {
  sectionId: string;
  rows: number;
  seats: number;
  aisles: readonly number[];
  /** Where the first row begins, how it runs, and which way the rows behind it go. */
  left: number;
  top: number;
  outwards: -1 | 1;
}

function drawBlock({ sectionId, rows, seats, aisles, left, top, outwards }: Block): Section {
  const width = (seats - 1) * 1.05 + aisles.length * 1.5 + 0.1;
  return drawSection(
    sectionId,
    `Block ${sectionId.slice(1)}`,
    'seated',
    Array.from({ length: rows }, (_, i) => {
      const y = top + outwards * i * rowGap;
      return {
        row: rowName(i),
        seats: seatsAlong(line({ x: left, y }, { x: left + width, y }), seats, { aisles }),
        attributes: i === 0 ? [frontRow] : [],
      };
    }),
  );
}

const runway = (left: number, right: number, top: number, bottom: number): SeatPlan['stage'] => ({
  label: 'Runway',
  outline: [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ],
});

/** Five sections of 500 on each side of a runway. */
export function drawTenSections(planId: PlanId): SeatPlan {
  const sections = Array.from({ length: 10 }, (_, i) => {
    const isNorth = i < 5;
    return drawBlock({
      sectionId: `s${i + 1}`,
      ...{ rows: 20, seats: 25, aisles: [] },
      left: 3 + (i % 5) * 30,
      top: isNorth ? 32 : 40,
      outwards: isNorth ? -1 : 1,
    });
  });
  return { planId, version: 1, width: 154, height: 73, stage: runway(2, 152, 34, 38), sections };
}

/** Fifty rows of a hundred before one stage. */
export function drawOneSection(planId: PlanId): SeatPlan {
  const floor = { sectionId: 's1', rows: 50, seats: 100, aisles: [25, 50, 75], left: 3, top: 8 };
  const sections = [drawBlock({ ...floor, outwards: 1 })];
  return { planId, version: 1, width: 116, height: 86, stage: runway(40, 76, 1, 5), sections };
}
