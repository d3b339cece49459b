/**
 * What one sees of the stage from a place, in facts that words are made of: how far it is, who sits before one, and from
 * which side one looks. What `viewSketch.ts` shows to the eye. No IO.
 */
import type { Place, PlanIndex } from '@fashionista/domain/plan';
import { meanPoint } from './hallGeometry.ts';
import type { Point } from './hallGeometry.ts';
import { nearestSeen, standAt } from './viewpoint.ts';

/** Half as wide as a chair before one must be to stand in the way. */
const halfPath = 0.4;

export type ViewSide = 'across' | 'aslant' | 'along' | 'round';

export interface ViewFacts {
  /** To the stage's edge, in whole metres. */
  metres: number;
  /** How many rows of its section stand between. */
  rowsBefore: number;
  side: ViewSide;
}

/** A stage less than this many times as long as wide is seen from no side in particular. */
const longEnough = 1.5;

/** Along which way a stage is long; `undefined` where it is about as wide as long. */
function longWayOf(outline: readonly Point[]): Point | undefined {
  const { x: cx, y: cy } = meanPoint(outline);
  const spread = (pick: (point: Point) => number) => outline.reduce((sum, point) => sum + pick(point), 0);
  const xx = spread(({ x }) => (x - cx) ** 2);
  const yy = spread(({ y }) => (y - cy) ** 2);
  const xy = spread(({ x, y }) => (x - cx) * (y - cy));
  const middle = (xx + yy) / 2;
  const difference = Math.hypot((xx - yy) / 2, xy);
  if (Math.sqrt((middle + difference) / Math.max(middle - difference, 1e-9)) < longEnough) return undefined;
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  return { x: Math.cos(angle), y: Math.sin(angle) };
}

/** Nothing where the plan has no such place or no stage. */
export function viewFacts(index: PlanIndex, place: Place): ViewFacts | undefined {
  const standpoint = standAt(index, place);
  if (!standpoint) return undefined;
  const { eye, looking, section, stageMetres } = standpoint;
  const isInTheWay = (other: Place): boolean => {
    const { right, ahead } = eye.see(other, 0);
    return ahead >= nearestSeen && ahead < stageMetres + halfPath && Math.abs(right) <= halfPath;
  };
  const rows = index.rows(section.sectionId).filter(({ row }) => row !== place.row);
  const longWay = longWayOf(index.plan.stage.outline);
  const along = longWay ? Math.abs(looking.x * longWay.x + looking.y * longWay.y) : 0;
  return {
    metres: Math.max(1, Math.round(stageMetres)),
    rowsBefore: section.kind === 'standing' ? 0 : rows.filter(({ places }) => places.some(isInTheWay)).length,
    side: longWay === undefined ? 'round' : along > 0.87 ? 'along' : along > 0.5 ? 'aslant' : 'across',
  };
}
