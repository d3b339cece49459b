/**
 * The whole hall on one sheet, in the plan's own coordinates: a band, a dot a seat and a label for each section, the
 * stage and its name. Worked out once a plan. No IO.
 */
import type { PlanIndex, SeatPlan, Section } from '@fashionista/domain/plan';
import { closedPath, meanPoint } from './hallGeometry.ts';
import type { Point } from './hallGeometry.ts';

/** A section in the whole hall: the band that its rows cover, and where its number is written. */
export interface SectionBand {
  section: Section;
  band: string;
  labelAt: Point;
}

/** Along the first row and back along the last: true for blocks, wedges and rings alike. */
export function drawBands(index: PlanIndex): SectionBand[] {
  return index.plan.sections.map((section) => {
    const rows = index.rows(section.sectionId);
    const [first, last] = [rows[0]?.places ?? [], rows.at(-1)?.places ?? []];
    const middleRow = rows[Math.floor((rows.length - 1) / 2)]?.places ?? [];
    const middle = middleRow[Math.floor((middleRow.length - 1) / 2)];
    return {
      section,
      band: closedPath([...first, ...last.toReversed()]),
      labelAt: middle ? { x: middle.x, y: middle.y } : { x: 0, y: 0 },
    };
  });
}

/** One path that puts a dot on each of these places: it wants a square line cap. */
export const dotsPath = (places: readonly Point[]): string =>
  places.map(({ x, y }) => `M${x} ${y}h0`).join('');

/** Where the stage's name fits on it, and whether it must be written upwards; nowhere on a stage that bends round. */
export function stageLabelOf({
  stage,
}: SeatPlan): (Point & { isUpright: boolean; room: number }) | undefined {
  const at = meanPoint(stage.outline);
  const [xs, ys] = [stage.outline.map(({ x }) => x), stage.outline.map(({ y }) => y)];
  const [width, height] = [Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)];
  if (!isInside(at, stage.outline)) return undefined;
  const isUpright = height > 2 * width;
  return { ...at, isUpright, room: isUpright ? width : height };
}

/** Whether a ray to the right crosses the outline an odd number of times. */
function isInside({ x, y }: Point, outline: readonly Point[]): boolean {
  let isIn = false;
  outline.forEach((a, i) => {
    const b = outline[(i + 1) % outline.length] ?? a;
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) isIn = !isIn;
  });
  return isIn;
}

export const stagePath = (plan: SeatPlan): string => closedPath(plan.stage.outline);
