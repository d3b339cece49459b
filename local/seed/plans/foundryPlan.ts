/**
 * Sala delle Fonderie, Milan: a casting hall of exactly 2,080 seats in eight sections. A straight runway comes in from
 * the top; two parterres face it from its sides, four wedges close round its head, two galleries hang behind. No IO.
 */
import type { PlanId } from '@fashionista/domain/ids';
import type { SeatPlan, Section } from '@fashionista/domain/plan';
import {
  accessiblePairs,
  arc,
  drawSection,
  frontRow,
  line,
  pressFrom,
  restrictedEnds,
  roundOutline,
  rowLetter,
  seatsAlong,
} from './rows.ts';
import type { RowDrawing } from './rows.ts';

const centre = { x: 60, y: 33 };
const runwayHalfWidth = 2.6;
const indexes = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** Twelve rows of twenty along the runway, an aisle in the middle. `side` is -1 for the west. */
function drawParterre(sectionId: string, name: string, side: -1 | 1): Section {
  const rows = indexes(12).map((i): RowDrawing => {
    const x = centre.x + side * (runwayHalfWidth + 1.6 + i * 1.5);
    const seats = seatsAlong(line({ x, y: 4 }, { x, y: 28 }), 20, { aisles: [10] });
    if (i === 0) return { row: rowLetter(i), seats, attributes: [frontRow] };
    return { row: rowLetter(i), seats, attributes: i === 11 ? [accessiblePairs(9, 11, 19)] : [] };
  });
  return drawSection(sectionId, name, 'seated', rows);
}

/** Fifteen rows, one seat longer each, so that every row fills the same angle: 300 seats. */
function drawWedge(sectionId: string, name: string, middleDegrees: number, isCentral: boolean): Section {
  const rows = indexes(15).map((i): RowDrawing => {
    const path = arc(centre, 20 + i * 1.5, middleDegrees + 21.5, middleDegrees - 21.5);
    const seats = seatsAlong(path, 13 + i);
    if (i === 0)
      return { row: rowLetter(i), seats, attributes: isCentral ? [frontRow, pressFrom(4, 10)] : [frontRow] };
    return { row: rowLetter(i), seats, attributes: i === 14 ? [accessiblePairs(1, 26)] : [] };
  });
  return drawSection(sectionId, name, 'seated', rows);
}

/** Four long rows, two aisles: 47 + 49 + 51 + 53 = 200 seats. A column stands before the outer ends of the first. */
function drawGallery(sectionId: string, name: string, middleDegrees: number): Section {
  const rows = indexes(4).map((i): RowDrawing => {
    const path = arc(centre, 46 + i * 1.6, middleDegrees + 36, middleDegrees - 36);
    const count = 47 + 2 * i;
    const seats = seatsAlong(path, count, { aisles: [16 + i, 31 + i] });
    return { row: rowLetter(i), seats, attributes: i === 0 ? [restrictedEnds(3, 3)] : [] };
  });
  return drawSection(sectionId, name, 'seated', rows);
}

export function drawFoundryPlan(): SeatPlan {
  const head = arc({ x: centre.x, y: 46 }, runwayHalfWidth, 0, 180);
  return {
    planId: 'fonderie-v1' as PlanId,
    version: 1,
    width: 120,
    height: 87,
    stage: {
      label: 'Runway',
      outline: roundOutline([
        { x: centre.x - runwayHalfWidth, y: 1 },
        { x: centre.x + runwayHalfWidth, y: 1 },
        ...head.filter((_, i) => i % 15 === 0),
      ]),
    },
    sections: [
      drawParterre('parterre-west', 'Parterre West', -1),
      drawParterre('parterre-east', 'Parterre East', 1),
      drawWedge('cavea-1', 'Cavea I', 156, false),
      drawWedge('cavea-2', 'Cavea II', 112, true),
      drawWedge('cavea-3', 'Cavea III', 68, true),
      drawWedge('cavea-4', 'Cavea IV', 24, false),
      drawGallery('galleria-west', 'Galleria West', 130),
      drawGallery('galleria-east', 'Galleria East', 50),
    ],
  };
}
