/**
 * What one sees of the stage from a place, drawn: a perspective with the stage, figures on it as tall as a person, and the
 * chairs that stand in front of and opposite to it. The floor is level, and so is the sketch: nothing in it is promised but
 * distance, side and who sits before you. No IO.
 */
import type { Place, PlanIndex } from '@fashionista/domain/plan';
import type { Point } from './hallGeometry.ts';
import { nearestSeen, standAt } from './viewpoint.ts';
import type { Eye, Seen } from './viewpoint.ts';

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
/** Screen units a metre at a metre's distance; the sketch is `width` wide and shows some 105 degrees. */
const focal = 0.77;
const mostChairs = 500;
const betweenPeople = 3;
const nearestPerson = 2;
/** A line of people on the stage has no more, whatever a plan's chairs say of its scale. */
const mostInLine = 40;

export const sketchBox = { left: -1, top: -0.42, width: 2, height: 0.86 } as const;

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

const text = (value: number): string => value.toFixed(3);
const pathOf = (points: readonly Point[]): string =>
  points.length < 2 ? '' : `M${points.map(({ x, y }) => `${text(x)} ${text(y)}`).join('L')}Z`;

/** Cuts off what is behind the eye or too near to it, as Sutherland and Hodgman have it. */
function clip(points: readonly Seen[]): Seen[] {
  return points.flatMap((point, i) => {
    const before = points.at(i - 1) ?? point;
    const isIn = point.ahead >= nearestSeen;
    const wasIn = before.ahead >= nearestSeen;
    if (isIn === wasIn) return isIn ? [point] : [];
    const share = (nearestSeen - before.ahead) / (point.ahead - before.ahead);
    const crossing = {
      right: before.right + share * (point.right - before.right),
      ahead: nearestSeen,
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
    .filter((seen) => seen.ahead >= nearestSeen && !isWide(seen))
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
