/**
 * What one sees of the stage from a place, worked out of the plan's own geometry: a perspective with the stage, figures
 * on it as tall as a person, and the chairs that stand in front of and opposite to it. A plan tells no heights, so the
 * floor is level, and so is the sketch: nothing in it is promised but distance, side and who sits before you.
 * No IO.
 */
import type { Place, PlanIndex, Section } from '@fashionista/domain/plan';
import { meanPoint } from './hallGeometry.ts';
import type { Point } from './hallGeometry.ts';

/** Between two neighbouring chairs: what turns a plan's units into metres. */
const chairMetres = 0.55;
const eyeMetres = { seated: 1.2, standing: 1.65 };
const stageHeight = 0.35;
/** Half widths by heights, from the hem up: a long dress and a head, seen from afar. */
const figure = [
  { half: 0.19, up: 0 },
  { half: 0.09, up: 1.02 },
  { half: 0.16, up: 1.4 },
  { half: 0.04, up: 1.47 },
  { half: 0.09, up: 1.58 },
  { half: 0.09, up: 1.7 },
  { half: 0.04, up: 1.77 },
] as const;
const chair = { halfWidth: 0.21, top: 0.85, seat: 0.45 };
/** Nearer than this nothing can be drawn: it would fill the eye. */
const nearestDrawn = 0.35;
/** Screen units a metre at a metre's distance; the sketch is `width` wide and shows some 105 degrees. */
const focal = 0.77;
const mostChairs = 500;
const betweenPeople = 3;
const nearestPerson = 2;
/** A line of people on the stage has no more, whatever a plan's chairs say of its scale. */
const mostInLine = 40;
/** Half as wide as a chair before one must be to stand in the way. */
const halfPath = 0.4;

export const sketchBox = { left: -1, top: -0.42, width: 2, height: 0.86 } as const;

export type ViewSide = 'across' | 'aslant' | 'along' | 'round';

export interface ViewSketch {
  /** The hall's floor, the stage's sides and its own floor, each of closed paths. */
  hallFloor: string;
  stageSides: string;
  stageFloor: string;
  /** The farthest first. */
  people: string[];
  /** Chairs opposite, drawn before the stage, and chairs in front, drawn after it; the farthest first. */
  chairsBehind: string[];
  chairsBefore: string[];
}
export interface ViewFacts {
  /** To the stage's edge, in whole metres. */
  metres: number;
  /** How many rows of its section stand between. */
  rowsBefore: number;
  side: ViewSide;
}

/** In metres: to the right of the eye, ahead of it, above the floor. */
interface Seen {
  right: number;
  ahead: number;
  up: number;
}

interface Eye {
  see: (point: Point, up: number) => Seen;
  height: number;
}

const text = (value: number): string => value.toFixed(3);
const pathOf = (points: readonly Point[]): string =>
  points.length < 2 ? '' : `M${points.map(({ x, y }) => `${text(x)} ${text(y)}`).join('L')}Z`;

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

/** Cuts off what is behind the eye or too near to it, as Sutherland and Hodgman have it. */
function clip(points: readonly Seen[]): Seen[] {
  return points.flatMap((point, i) => {
    const before = points.at(i - 1) ?? point;
    const isIn = point.ahead >= nearestDrawn;
    const wasIn = before.ahead >= nearestDrawn;
    if (isIn === wasIn) return isIn ? [point] : [];
    const share = (nearestDrawn - before.ahead) / (point.ahead - before.ahead);
    const crossing = {
      right: before.right + share * (point.right - before.right),
      ahead: nearestDrawn,
      up: before.up + share * (point.up - before.up),
    };
    return isIn ? [crossing, point] : [crossing];
  });
}

const project =
  ({ height }: Eye) =>
  ({ right, ahead, up }: Seen): Point => ({
    x: (right / ahead) * focal,
    y: ((height - up) / ahead) * focal,
  });

function isInside({ x, y }: Point, outline: readonly Point[]): boolean {
  return outline.reduce((isIn, a, i) => {
    const b = outline[(i + 1) % outline.length] ?? a;
    const crosses = a.y > y !== b.y > y && x < a.x + ((b.x - a.x) * (y - a.y)) / (b.y - a.y);
    return crosses ? !isIn : isIn;
  }, false);
}

/** Where people might stand on the stage: a grid over it, as wide as they walk apart. */
function standingOn(outline: readonly Point[], step: number): Point[] {
  const [xs, ys] = [outline.map(({ x }) => x), outline.map(({ y }) => y)];
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const countIn = (length: number) => Math.min(mostInLine, Math.max(1, Math.round(length / step)));
  const [columns, lines] = [countIn(right - left), countIn(bottom - top)];
  return Array.from({ length: columns * lines }, (_, i) => ({
    x: left + (((i % columns) + 0.5) / columns) * (right - left),
    y: top + ((Math.floor(i / columns) + 0.5) / lines) * (bottom - top),
  })).filter((point) => isInside(point, outline));
}

function drawChairs(index: PlanIndex, place: Place, eye: Eye, stageAhead: number) {
  const isWide = ({ right, ahead }: Seen) => Math.abs(right / ahead) * focal > 1.3;
  const chairs = index.plan.sections
    .filter(({ kind }) => kind === 'seated')
    .flatMap(({ places }) => places)
    .filter(({ placeId }) => placeId !== place.placeId)
    .map((each) => eye.see(each, 0))
    .filter((seen) => seen.ahead >= nearestDrawn && !isWide(seen))
    .toSorted((a, b) => a.ahead - b.ahead)
    .slice(0, mostChairs)
    .toReversed();
  const backOf = ({ right, ahead }: Seen) =>
    pathOf(
      [
        { right: right - chair.halfWidth, ahead, up: chair.seat },
        { right: right - chair.halfWidth, ahead, up: chair.top },
        { right: right + chair.halfWidth, ahead, up: chair.top },
        { right: right + chair.halfWidth, ahead, up: chair.seat },
      ].map(project(eye)),
    );
  return {
    chairsBehind: chairs.filter(({ ahead }) => ahead > stageAhead).map(backOf),
    chairsBefore: chairs.filter(({ ahead }) => ahead <= stageAhead).map(backOf),
  };
}

interface Standpoint {
  eye: Eye;
  section: Section;
  /** To the stage's edge. */
  stageMetres: number;
  metresPerUnit: number;
}

/** Nothing where the plan has no such place or no stage. */
function standAt(index: PlanIndex, place: Place): Standpoint | undefined {
  const located = index.place(place.placeId);
  const { outline } = index.plan.stage;
  if (!located || outline.length === 0) return undefined;
  const { section, stageDistance } = located;
  const metres = metresPerUnit(index, section.sectionId);
  const eye = eyeAt(place, lookingFrom(place, outline), metres, eyeMetres[section.kind]);
  return { eye, section, stageMetres: stageDistance * metres, metresPerUnit: metres };
}

function drawFigure(eye: Eye, foot: Seen): string {
  const edge = (sign: -1 | 1) =>
    figure.map(({ half, up }) => ({ ...foot, right: foot.right + sign * half, up: foot.up + up }));
  return pathOf([...edge(-1), ...edge(1).toReversed()].map(project(eye)));
}

/** The sketch, in the units of {@link sketchBox}: 0 at eye height, straight ahead. */
export function drawView(index: PlanIndex, place: Place): ViewSketch | undefined {
  const standpoint = standAt(index, place);
  if (!standpoint) return undefined;
  const { eye } = standpoint;
  const { stage, width, height } = index.plan;
  const drawn = (points: readonly Seen[]) => pathOf(clip(points).map(project(eye)));
  const corners = [
    { x: 0, y: 0 },
    { x: width, y: 0 },
    { x: width, y: height },
    { x: 0, y: height },
  ];
  const sides = stage.outline.map((a, i) => {
    const b = stage.outline[(i + 1) % stage.outline.length] ?? a;
    return [eye.see(a, 0), eye.see(b, 0), eye.see(b, stageHeight), eye.see(a, stageHeight)];
  });
  const people = standingOn(stage.outline, betweenPeople / standpoint.metresPerUnit)
    .map((point) => eye.see(point, stageHeight))
    .filter(({ ahead }) => ahead > nearestPerson)
    .toSorted((a, b) => b.ahead - a.ahead);
  return {
    hallFloor: drawn(corners.map((corner) => eye.see(corner, 0))),
    stageSides: sides.map(drawn).join(''),
    stageFloor: drawn(stage.outline.map((point) => eye.see(point, stageHeight))),
    people: people.map((foot) => drawFigure(eye, foot)),
    ...drawChairs(index, place, eye, standpoint.stageMetres),
  };
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

/** The same in facts, for words: what the sketch shows to the eye. */
export function viewFacts(index: PlanIndex, place: Place): ViewFacts | undefined {
  const standpoint = standAt(index, place);
  if (!standpoint) return undefined;
  const { eye, section, stageMetres } = standpoint;
  const isInTheWay = (other: Place): boolean => {
    const { right, ahead } = eye.see(other, 0);
    return ahead >= nearestDrawn && ahead < stageMetres + halfPath && Math.abs(right) <= halfPath;
  };
  const rows = index.rows(section.sectionId).filter(({ row }) => row !== place.row);
  const longWay = longWayOf(index.plan.stage.outline);
  const looking = lookingFrom(place, index.plan.stage.outline);
  const along = longWay ? Math.abs(looking.x * longWay.x + looking.y * longWay.y) : 0;
  return {
    metres: Math.max(1, Math.round(stageMetres)),
    rowsBefore: section.kind === 'standing' ? 0 : rows.filter(({ places }) => places.some(isInTheWay)).length,
    side: longWay === undefined ? 'round' : along > 0.87 ? 'along' : along > 0.5 ? 'aslant' : 'across',
  };
}
