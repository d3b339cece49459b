/**
 * Orphans: free seats of a seated section that a choice would leave single ([S1], [S2]). Standing admissions have
 * none. Decided on what was read just before the commit. No IO.
 */
import type { PlaceId } from './ids.ts';
import type { Place, PlanIndex, Row } from './plan.ts';

type IsTaken = (placeId: PlaceId) => boolean;

function orphansInRun(run: readonly Place[], isTaken: IsTaken, isChosen: IsTaken): PlaceId[] {
  const isFreeBefore = (place: Place | undefined) => place !== undefined && !isTaken(place.placeId);
  const isFreeAfter = (place: Place | undefined) =>
    place !== undefined && isFreeBefore(place) && !isChosen(place.placeId);
  return run.flatMap((place, i) => {
    const [left, right] = [run[i - 1], run[i + 1]];
    const hadNeighbour = isFreeBefore(left) || isFreeBefore(right);
    const hasNeighbour = isFreeAfter(left) || isFreeAfter(right);
    return isFreeAfter(place) && hadNeighbour && !hasNeighbour ? [place.placeId] : [];
  });
}

/** Every stretch of `size` adjacent free seats of a row, in seat order. */
export function adjacentChoices(row: Row, size: number, isTaken: IsTaken): Place[][] {
  return row.runs.flatMap((run) => {
    const choices: Place[][] = [];
    for (let start = 0; start + size <= run.length; start += 1) {
      const choice = run.slice(start, start + size);
      if (choice.every((place) => !isTaken(place.placeId))) choices.push(choice);
    }
    return choices;
  });
}

/** [S1] The seats of a row that would become single: free with a free neighbour before, none after. */
export function findOrphans(row: Row, chosen: ReadonlySet<PlaceId>, isTaken: IsTaken): PlaceId[] {
  return row.runs.flatMap((run) => orphansInRun(run, isTaken, (placeId) => chosen.has(placeId)));
}

const isClean = (row: Row, choice: readonly Place[], isTaken: IsTaken): boolean =>
  findOrphans(row, new Set(choice.map((place) => place.placeId)), isTaken).length === 0;

/** The adjacent choices of a row that leave no single seat. */
export const cleanChoices = (row: Row, size: number, isTaken: IsTaken): Place[][] =>
  adjacentChoices(row, size, isTaken).filter((choice) => isClean(row, choice, isTaken));

export interface SingleLeft {
  orphans: PlaceId[];
  /** The nearest choice of as many adjacent seats in that row that leaves none single. */
  choice: PlaceId[];
}

const centre = (places: readonly Place[]): number =>
  places.reduce((sum, place) => sum + place.number, 0) / places.length;

/**
 * The single seats that choosing `chosen` would leave, row by row; `undefined` where it leaves none, or where every
 * choice of as many adjacent seats in that row leaves one ([S2]), or where an accessible place is chosen ([S3]).
 */
export function findSingleLeft(
  index: PlanIndex,
  chosen: readonly PlaceId[],
  isTaken: IsTaken,
): SingleLeft | undefined {
  const located = chosen.flatMap((placeId) => index.place(placeId) ?? []);
  if (located.some(({ place }) => place.attributes.includes('accessible'))) return undefined;
  const rows = new Map(
    located.filter(({ section }) => section.kind === 'seated').map(({ row }) => [row, [] as Place[]]),
  );
  for (const { row, place } of located) rows.get(row)?.push(place);
  const chosenSet = new Set(chosen);
  for (const [row, inRow] of rows) {
    const orphans = findOrphans(row, chosenSet, isTaken);
    if (orphans.length === 0) continue;
    const wanted = centre(inRow);
    const [nearest] = cleanChoices(row, inRow.length, isTaken).toSorted(
      (a, b) => Math.abs(centre(a) - wanted) - Math.abs(centre(b) - wanted),
    );
    if (nearest) return { orphans, choice: nearest.map((place) => place.placeId) };
  }
  return undefined;
}
