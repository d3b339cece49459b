/**
 * How a hall and its sections are laid on paper, from the plan's own coordinates. A section is turned so that the stage
 * is up and its rows lie across: seats then run left to right as the arrow keys do. Stands apart from anything live:
 * it is worked out once a plan. No IO.
 */
import type { PlaceId, SectionId } from '@fashionista/domain/ids';
import type { Place, PlanIndex, Row, Section } from '@fashionista/domain/plan';

export interface Point {
  x: number;
  y: number;
}

/** A seat where it is drawn: `x`, `y` in plan units, turned with its section. */
export interface SeatSpot extends Point {
  place: Place;
  /** How its row runs here, in degrees: marks turned so stand side by side in a bent row, too. */
  turnDegrees: number;
  /** Where in its row, from 1 at the left as drawn. */
  column: number;
}
export interface RowDrawing {
  row: string;
  /** From left to right as drawn. */
  seats: SeatSpot[];
  /** Where the row's letter stands: before its first seat. */
  labelAt: Point;
}
export interface SectionDrawing {
  section: Section;
  /** From the stage outwards. */
  rows: RowDrawing[];
  left: number;
  top: number;
  width: number;
  height: number;
  stage: Point[];
  stageLabelAt: Point;
  /** The least distance between two seats: what a thumb must be able to hit. */
  pitch: number;
  /** How far the hall was turned for this drawing, clockwise. */
  turnRadians: number;
}

const subtract = (a: Point, b: Point): Point => ({ x: a.x - b.x, y: a.y - b.y });
const lengthOf = ({ x, y }: Point): number => Math.hypot(x, y);
const unit = (v: Point): Point => ({ x: v.x / (lengthOf(v) || 1), y: v.y / (lengthOf(v) || 1) });
const sum = (points: readonly Point[]): Point =>
  points.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
export const meanPoint = (points: readonly Point[]): Point => {
  const { x, y } = sum(points);
  return { x: x / points.length, y: y / points.length };
};

/** Turns a point round the origin, clockwise as seen on the page (y is down). */
export function turn({ x, y }: Point, radians: number): Point {
  const [sin, cos] = [Math.sin(radians), Math.cos(radians)];
  return { x: x * cos - y * sin, y: x * sin + y * cos };
}

function nearestOnOutline(from: Point, outline: readonly Point[]): Point | undefined {
  let nearest: Point | undefined;
  let least = Infinity;
  outline.forEach((a, i) => {
    const b = outline[(i + 1) % outline.length] ?? a;
    const along = subtract(b, a);
    const squared = along.x ** 2 + along.y ** 2;
    const t = squared === 0 ? 0 : ((from.x - a.x) * along.x + (from.y - a.y) * along.y) / squared;
    const clamped = Math.min(1, Math.max(0, t));
    const point = { x: a.x + clamped * along.x, y: a.y + clamped * along.y };
    const distance = lengthOf(subtract(point, from));
    if (distance < least) [nearest, least] = [point, distance];
  });
  return nearest;
}

/** Below this, the seats look in so many directions that there is no one way to the stage: a ring stays as it is. */
const leastAgreement = 0.35;

/** So many places tell where a section looks, however many it has. */
const mostSampled = 200;

/** How far to turn a section so that its stage is up and its rows lie across, in radians. */
export function turnOf(rows: readonly Row[], stage: readonly Point[]): number {
  const places = rows.flatMap((row) => row.places);
  const sampled = places.filter((_, i) => i % Math.ceil(places.length / mostSampled) === 0);
  const looks = sampled.map((place) => {
    const nearest = nearestOnOutline(place, stage);
    return nearest ? unit(subtract(nearest, place)) : { x: 0, y: 0 };
  });
  const toStage = meanPoint(looks);
  if (lengthOf(toStage) < leastAgreement) return 0;
  const chord = sum(
    rows.flatMap(({ places: [...row] }) => {
      const [first, last] = [row[0], row.at(-1)];
      return first && last && first !== last ? [subtract(last, first)] : [];
    }),
  );
  const across = lengthOf(chord) > 0 ? unit(chord) : { x: -toStage.y, y: toStage.x };
  const normal = { x: across.y, y: -across.x };
  const isTowards = normal.x * toStage.x + normal.y * toStage.y > 0;
  const up = isTowards ? normal : { x: -normal.x, y: -normal.y };
  return -Math.PI / 2 - Math.atan2(up.y, up.x);
}

const rowLabelGap = 1.7;
const sideMargin = 2.9;
const stageMargin = 3.4;
const bottomMargin = 1.3;
/** Below a row's letter, which in a bent row stands lower than its seats. */
const letterRoom = 0.7;

/** Further apart than this many of the least distance, two places are not neighbours. */
const neighbourReach = 1.6;

/** From left to right, each turned as the line through its neighbours. */
function layRow(places: readonly Place[], radians: number): SeatSpot[] {
  const laid = places
    .map((place) => ({ place, ...turn(place, radians) }))
    .toSorted((a, b) => a.x - b.x || a.y - b.y);
  const gaps = laid.slice(1).map((spot, i) => lengthOf(subtract(spot, laid[i] ?? spot)));
  const reach = Math.min(...gaps) * neighbourReach;
  return laid.map((spot, i) => {
    const before = (gaps[i - 1] ?? Infinity) <= reach ? laid[i - 1] : undefined;
    const after = (gaps[i] ?? Infinity) <= reach ? laid[i + 1] : undefined;
    const along = subtract(after ?? spot, before ?? spot);
    const turnDegrees = before || after ? (Math.atan2(along.y, along.x) * 180) / Math.PI : 0;
    return { ...spot, turnDegrees, column: i + 1 };
  });
}

function drawRow({ row, places }: Row, radians: number): RowDrawing {
  const seats = layRow(places, radians);
  const [first, second] = seats;
  const along = first && second ? unit(subtract(first, second)) : { x: -1, y: 0 };
  const labelAt = first
    ? { x: first.x + along.x * rowLabelGap, y: first.y + along.y * rowLabelGap }
    : { x: 0, y: 0 };
  return { row, seats, labelAt };
}

function leastPitch(rows: readonly RowDrawing[]): number {
  let least = Infinity;
  for (const { seats } of rows)
    seats.slice(1).forEach((seat, i) => {
      const before = seats[i];
      if (before) least = Math.min(least, lengthOf(subtract(seat, before)));
    });
  return Number.isFinite(least) ? least : 1;
}

export function drawSection(index: PlanIndex, sectionId: SectionId): SectionDrawing | undefined {
  const section = index.section(sectionId);
  if (!section) return undefined;
  const { outline } = index.plan.stage;
  const radians = turnOf(index.rows(sectionId), outline);
  const rows = index
    .rows(sectionId)
    .map((row) => drawRow(row, radians))
    .toSorted((a, b) => meanPoint(a.seats).y - meanPoint(b.seats).y);
  const seats = rows.flatMap((row) => row.seats);
  const [xs, ys] = [seats.map(({ x }) => x), seats.map(({ y }) => y)];
  const left = Math.min(...xs) - sideMargin;
  const top = Math.min(...ys) - stageMargin;
  const width = Math.max(...xs) + sideMargin - left;
  const bottom = Math.max(
    Math.max(...ys) + bottomMargin,
    ...rows.map(({ labelAt }) => labelAt.y + letterRoom),
  );
  const stage = outline.map((point) => turn(point, radians));
  return {
    section,
    rows,
    left,
    top,
    width,
    height: bottom - top,
    stage,
    stageLabelAt: { x: left + width / 2, y: top + 1.1 },
    pitch: leastPitch(rows),
    turnRadians: radians,
  };
}

/** Where a reader begins: the free seat nearest the stage and the middle, or the first seat where none is free. */
export function startOf(
  { rows, left, width }: SectionDrawing,
  isFree: (placeId: PlaceId) => boolean,
): SeatSpot | undefined {
  const middle = left + width / 2;
  for (const { seats } of rows) {
    const [nearest] = seats
      .filter(({ place }) => isFree(place.placeId))
      .toSorted((a, b) => Math.abs(a.x - middle) - Math.abs(b.x - middle));
    if (nearest) return nearest;
  }
  return rows[0]?.seats[0];
}

const pathOf = (points: readonly Point[]): string =>
  points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(2)} ${y.toFixed(2)}`).join('');

export const closedPath = (points: readonly Point[]): string =>
  points.length > 0 ? `${pathOf(points)}Z` : '';
