/**
 * Seat plans: the immutable geometry of a hall. Owns the shapes, what counts as a neighbour, and the index that rules
 * look places up in. Plans are published as versions and never edited, so an index may be kept for ever. No IO.
 */
import * as v from 'valibot';
import { placeIdSchema, planIdSchema, sectionIdSchema } from './idSchemas.ts';
import type { SectionId } from './ids.ts';

export const placeAttributes = ['accessible', 'companion', 'restricted-view', 'front-row', 'press'] as const;
export type PlaceAttribute = (typeof placeAttributes)[number];

const placeSchema = v.object({
  placeId: placeIdSchema,
  row: v.pipe(v.string(), v.regex(/^[a-z0-9]{1,6}$/)),
  number: v.pipe(v.number(), v.integer(), v.minValue(1)),
  x: v.number(),
  y: v.number(),
  attributes: v.array(v.picklist(placeAttributes)),
});
const sectionSchema = v.object({
  sectionId: sectionIdSchema,
  name: v.string(),
  kind: v.picklist(['seated', 'standing']),
  places: v.pipe(v.array(placeSchema), v.minLength(1)),
});
const pointSchema = v.object({ x: v.number(), y: v.number() });

/**
 * `stage` is the outline of the runway or stage, in the plan's own units, as are all coordinates (`width` × `height`,
 * the origin at the top left). Board order is the order of `places`.
 */
export const seatPlanSchema = v.object({
  planId: planIdSchema,
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  width: v.number(),
  height: v.number(),
  stage: v.object({ label: v.string(), outline: v.array(pointSchema) }),
  sections: v.pipe(v.array(sectionSchema), v.minLength(1)),
});

export type SeatPlan = v.InferOutput<typeof seatPlanSchema>;
export type Section = SeatPlan['sections'][number];
export type Place = Section['places'][number];

/** A row of a section in seat order; `runs` are its stretches of neighbouring seats, cut at aisles. */
export interface Row {
  sectionId: SectionId;
  row: string;
  places: readonly Place[];
  runs: readonly (readonly Place[])[];
}

export interface LocatedPlace {
  place: Place;
  section: Section;
  row: Row;
  /** The stretch of neighbouring seats this place stands in, and where in it. */
  run: readonly Place[];
  indexInRun: number;
  /** To the nearest point of the stage's outline, in plan units. */
  stageDistance: number;
}

export interface PlanIndex {
  plan: SeatPlan;
  section(sectionId: string): Section | undefined;
  place(placeId: string): LocatedPlace | undefined;
  rows(sectionId: string): readonly Row[];
}

/** A gap this many times wider than the row's closest pair is an aisle, even where numbering runs on. */
const aisleGapRatio = 1.6;

const distance = (a: Place, b: Place): number => Math.hypot(a.x - b.x, a.y - b.y);

type Point = SeatPlan['stage']['outline'][number];

function distanceToSegment(p: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const lengthSquared = dx * dx + dy * dy;
  const along = lengthSquared === 0 ? 0 : ((p.x - a.x) * dx + (p.y - a.y) * dy) / lengthSquared;
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

/** The outline is closed: its last point joins its first. No outline: every place is as good. */
function distanceToStage(place: Point, outline: readonly Point[]): number {
  let nearest = Infinity;
  outline.forEach((point, i) => {
    const next = outline[(i + 1) % outline.length] ?? point;
    nearest = Math.min(nearest, distanceToSegment(place, point, next));
  });
  return Number.isFinite(nearest) ? nearest : 0;
}

function cutIntoRuns(places: readonly Place[]): Place[][] {
  const gaps = places.slice(1).map((place, i) => distance(place, places[i] as Place));
  const pitch = Math.min(...gaps.filter((gap) => gap > 0), Infinity);
  const runs: Place[][] = [];
  let previous: Place | undefined;
  for (const place of places) {
    const isNeighbour =
      previous !== undefined &&
      place.number === previous.number + 1 &&
      distance(place, previous) <= pitch * aisleGapRatio;
    const current = runs.at(-1);
    if (isNeighbour && current) current.push(place);
    else runs.push([place]);
    previous = place;
  }
  return runs;
}

function rowsOf(section: Section): Row[] {
  const byRow = new Map<string, Place[]>();
  for (const place of section.places) {
    const row = byRow.get(place.row);
    if (row) row.push(place);
    else byRow.set(place.row, [place]);
  }
  return [...byRow].map(([row, unsorted]) => {
    const places = unsorted.toSorted((a, b) => a.number - b.number);
    return { sectionId: section.sectionId, row, places, runs: cutIntoRuns(places) };
  });
}

/**
 * Indexes a plan for the rules. Two seats are neighbours when they stand in one row, their numbers follow each other
 * and no aisle parts them.
 */
export function indexPlan(plan: SeatPlan): PlanIndex {
  const sections = new Map<string, Section>();
  const rows = new Map<string, Row[]>();
  const places = new Map<string, LocatedPlace>();
  for (const section of plan.sections) {
    sections.set(section.sectionId, section);
    const sectionRows = rowsOf(section);
    rows.set(section.sectionId, sectionRows);
    for (const row of sectionRows)
      for (const run of row.runs)
        run.forEach((place, indexInRun) => {
          const stageDistance = distanceToStage(place, plan.stage.outline);
          places.set(place.placeId, { place, section, row, run, indexInRun, stageDistance });
        });
  }
  return {
    plan,
    section: (sectionId) => sections.get(sectionId),
    place: (placeId) => places.get(placeId),
    rows: (sectionId) => rows.get(sectionId) ?? [],
  };
}
