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

/** The middle of the stage, with how far it reaches there across and upwards; none where the middle is not on it. */
export function stageLabelOf({ stage }: SeatPlan): (Point & { across: number; upwards: number }) | undefined {
  const at = meanPoint(stage.outline);
  const across = reachAt(at, stage.outline);
  const flip = ({ x, y }: Point): Point => ({ x: y, y: x });
  const upwards = reachAt(flip(at), stage.outline.map(flip));
  return across === 0 ? undefined : { ...at, across, upwards };
}

/** How long the level line through a point runs within the outline; 0 where the point is outside. */
function reachAt({ x, y }: Point, outline: readonly Point[]): number {
  const crossings = outline.flatMap((a, i) => {
    const b = outline[(i + 1) % outline.length] ?? a;
    return a.y > y === b.y > y ? [] : [a.x + ((b.x - a.x) * (y - a.y)) / (b.y - a.y)];
  });
  const before = crossings.filter((at) => at < x);
  const after = crossings.filter((at) => at >= x);
  return before.length % 2 === 0 ? 0 : Math.min(...after) - Math.max(...before);
}

export const stagePath = (plan: SeatPlan): string => closedPath(plan.stage.outline);
