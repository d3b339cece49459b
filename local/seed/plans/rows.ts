/**
 * Lays seats along lines: the drawing tools that every demo hall is built with. A row is a path (straight, an arc, any
 * curve) on which seats stand at an even pitch, centred, with aisles where the hall wants them. Coordinates are the
 * plan's own units, the origin at the top left, angles in degrees clockwise from the right (90 is down). No IO.
 */
import type { PlaceId, SectionId } from '@fashionista/domain/ids';
import type { Place, PlaceAttribute, Section } from '@fashionista/domain/plan';

export interface Point {
  x: number;
  y: number;
}
export type Path = readonly Point[];

/** Between the centres of neighbouring seats. */
const seatPitch = 1.05;
/** What an aisle adds to the pitch; together they pass the gap from which the domain sees an aisle. */
const aisleWidth = 1.5;

const round = (value: number): number => Math.round(value * 100) / 100;
const radiansOf = (degrees: number): number => (degrees * Math.PI) / 180;

export const line = (from: Point, to: Point): Path => [from, to];

/** An arc, clockwise from one angle to the other (or back, where `to` is the smaller). */
export function arc(centre: Point, radius: number, fromDegrees: number, toDegrees: number): Path {
  const steps = 240;
  return Array.from({ length: steps + 1 }, (_, i) => {
    const angle = radiansOf(fromDegrees + ((toDegrees - fromDegrees) * i) / steps);
    return { x: centre.x + radius * Math.cos(angle), y: centre.y + radius * Math.sin(angle) };
  });
}

/** The same path at a distance to its right, seen along it (its left, where the distance is negative). */
export function offsetPath(path: Path, distance: number): Path {
  return path.map((point, i) => {
    const before = path[Math.max(0, i - 1)] ?? point;
    const after = path[Math.min(path.length - 1, i + 1)] ?? point;
    const length = Math.hypot(after.x - before.x, after.y - before.y) || 1;
    return {
      x: point.x - ((after.y - before.y) / length) * distance,
      y: point.y + ((after.x - before.x) / length) * distance,
    };
  });
}

function lengthsAlong(path: Path): number[] {
  const lengths = [0];
  for (let i = 1; i < path.length; i += 1) {
    const [a, b] = [path[i - 1], path[i]];
    if (a && b) lengths.push((lengths.at(-1) ?? 0) + Math.hypot(b.x - a.x, b.y - a.y));
  }
  return lengths;
}

function pointAt(path: Path, lengths: readonly number[], at: number): Point {
  const found = lengths.findIndex((length) => length >= at);
  const end = found <= 0 ? 1 : found;
  const [a, b] = [path[end - 1], path[end]];
  const [lengthA, lengthB] = [lengths[end - 1] ?? 0, lengths[end] ?? 1];
  if (!a || !b) throw new Error('A path wants at least two points.');
  const share = (at - lengthA) / (lengthB - lengthA);
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}

/**
 * Stands `count` seats along a path, centred in it. `aisles` are the seat numbers after which an aisle opens.
 * Throws where the path is too short: a hall that does not fit is a mistake of its drawing.
 */
export function seatsAlong(
  path: Path,
  count: number,
  { aisles = [], pitch = seatPitch }: { aisles?: readonly number[]; pitch?: number } = {},
): Point[] {
  const lengths = lengthsAlong(path);
  const needed = (count - 1) * pitch + aisles.length * aisleWidth;
  const slack = (lengths.at(-1) ?? 0) - needed;
  if (slack < -1e-6) throw new Error(`${count} seats want ${-slack} more than their row is long.`);
  return Array.from({ length: count }, (_, i) => {
    const aislesBefore = aisles.filter((number) => number <= i).length;
    const at = slack / 2 + i * pitch + aislesBefore * aisleWidth;
    const point = pointAt(path, lengths, Math.max(0, at));
    return { x: round(point.x), y: round(point.y) };
  });
}

/** What a seat is, by its number and how many there are in its row. */
export type AttributesOf = (number: number, count: number) => readonly PlaceAttribute[];

export interface RowDrawing {
  row: string;
  seats: readonly Point[];
  attributes?: readonly AttributesOf[];
}

/** `a`, `b`, … by the row's index. */
export const rowLetter = (index: number): string => String.fromCharCode(97 + index);

export function drawSection(
  sectionId: string,
  name: string,
  kind: Section['kind'],
  rows: readonly RowDrawing[],
): Section {
  const places: Place[] = rows.flatMap(({ row, seats, attributes = [] }) =>
    seats.map(({ x, y }, i) => ({
      placeId: `${sectionId}-${row}-${i + 1}` as PlaceId,
      row,
      number: i + 1,
      x,
      y,
      attributes: attributes.flatMap((of) => [...of(i + 1, seats.length)]),
    })),
  );
  return { sectionId: sectionId as SectionId, name, kind, places };
}

export const frontRow: AttributesOf = () => ['front-row'];

/** Places for a wheelchair, each with the seat after it for who comes along. */
export const accessiblePairs =
  (...numbers: number[]): AttributesOf =>
  (number) =>
    numbers.includes(number) ? ['accessible'] : numbers.includes(number - 1) ? ['companion'] : [];

export const pressFrom =
  (first: number, last: number): AttributesOf =>
  (number) =>
    number >= first && number <= last ? ['press'] : [];

/** The view is cut on the first and last `depth` seats of a row. */
export const restrictedEnds =
  (atStart: number, atEnd: number): AttributesOf =>
  (number, count) =>
    number <= atStart || number > count - atEnd ? ['restricted-view'] : [];

export const roundOutline = (points: readonly Point[]): Point[] =>
  points.map(({ x, y }) => ({ x: round(x), y: round(y) }));
