/**
 * Where an eye is at a place, and what the plan's own geometry is like from there: metres to the right, ahead and up. A plan
 * tells no heights, so the floor is level. What is drawn of it is `viewSketch.ts`, what is said of it `viewFacts.ts`. No IO.
 */
import type { Place, PlanIndex, Section } from '@fashionista/domain/plan';
import type { Point } from './hallGeometry.ts';

/** Between two neighbouring chairs: what turns a plan's units into metres. */
const chairMetres = 0.55;
const eyeMetres = { seated: 1.2, standing: 1.65 };
/** Nearer than this nothing is seen as what it is: it would fill the eye. */
export const nearestSeen = 0.35;

/** In metres: to the right of the eye, ahead of it, above the floor. */
export interface Seen {
  right: number;
  ahead: number;
  up: number;
}

export interface Eye {
  see: (point: Point, up: number) => Seen;
  height: number;
}

export interface Standpoint {
  eye: Eye;
  /** Straight ahead in the plan, of length 1. */
  looking: Point;
  section: Section;
  /** To the stage's edge. */
  stageMetres: number;
  metresPerUnit: number;
}

/** Metres a plan unit, by the least distance between neighbours of the place's own section. */
function metresPerUnit(index: PlanIndex, sectionId: string): number {
  let least = Infinity;
  for (const { runs } of index.rows(sectionId))
    for (const run of runs)
      run.slice(1).forEach((place, i) => {
        const before = run[i];
        if (before) least = Math.min(least, Math.hypot(place.x - before.x, place.y - before.y));
      });
  return Number.isFinite(least) && least > 0 ? chairMetres / least : chairMetres;
}

/** Points of a closed line, so close to each other that each counts alike. */
function pointsAlong(outline: readonly Point[], step: number): Point[] {
  return outline.flatMap((a, i) => {
    const b = outline[(i + 1) % outline.length] ?? a;
    const count = Math.max(1, Math.round(Math.hypot(b.x - a.x, b.y - a.y) / step));
    return Array.from({ length: count }, (_, at) => ({
      x: a.x + ((b.x - a.x) * at) / count,
      y: a.y + ((b.y - a.y) * at) / count,
    }));
  });
}

/** Where one looks who wants to see as much of the stage as can be: to all of it, to what is near the most. */
function lookingFrom(from: Point, outline: readonly Point[]): Point {
  const sum = { x: 0, y: 0 };
  for (const { x, y } of pointsAlong(outline, 1)) {
    const squared = (x - from.x) ** 2 + (y - from.y) ** 2 || 1;
    sum.x += (x - from.x) / squared;
    sum.y += (y - from.y) / squared;
  }
  const length = Math.hypot(sum.x, sum.y) || 1;
  return { x: sum.x / length, y: sum.y / length };
}

/** `ahead`: of length 1. */
function eyeAt(from: Point, ahead: Point, metres: number, height: number): Eye {
  return {
    height,
    see: (point, up) => {
      const [dx, dy] = [(point.x - from.x) * metres, (point.y - from.y) * metres];
      return { right: dy * ahead.x - dx * ahead.y, ahead: dx * ahead.x + dy * ahead.y, up };
    },
  };
}

/** Nothing where the plan has no such place or no stage. */
export function standAt(index: PlanIndex, place: Place): Standpoint | undefined {
  const located = index.place(place.placeId);
  const { outline } = index.plan.stage;
  if (!located || outline.length === 0) return undefined;
  const { section, stageDistance } = located;
  const metres = metresPerUnit(index, section.sectionId);
  const looking = lookingFrom(place, outline);
  const eye = eyeAt(place, looking, metres, eyeMetres[section.kind]);
  return { eye, looking, section, stageMetres: stageDistance * metres, metresPerUnit: metres };
}
