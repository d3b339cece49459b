/**
 * The Larkmoor, London: a theatre of 420. The runway thrusts from the stage into the stalls and parts them; the circle
 * hangs over their last rows. No IO.
 */
import type { PlanId } from '@fashionista/domain/ids';
import type { SeatPlan, Section } from '@fashionista/domain/plan';
import {
  accessiblePairs,
  arc,
  drawSection,
  frontRow,
  pressFrom,
  restrictedEnds,
  roundOutline,
  rowLetter,
  seatsAlong,
} from './rows.ts';
import type { AttributesOf, RowDrawing } from './rows.ts';

/** All rows curve round one point behind the stage. */
const focus = { x: 28, y: -20 };

/** Ten rows of twelve on one side of the runway. Seats are numbered from the runway outwards. */
function drawStalls(sectionId: string, name: string, side: -1 | 1): Section {
  const rows = Array.from({ length: 10 }, (_, i): RowDrawing => {
    const radius = 32 + i * 1.5;
    const runwayDegrees = (Math.asin(4.2 / radius) * 180) / Math.PI;
    const spanDegrees = ((11 * 1.05 + 0.01) / radius) * (180 / Math.PI);
    const from = 90 - side * runwayDegrees;
    const seats = seatsAlong(arc(focus, radius, from, from - side * spanDegrees), 12);
    const attributes: AttributesOf[] = [];
    if (i === 0) attributes.push(frontRow);
    else attributes.push((number) => (number === 1 ? ['front-row'] : []));
    if (i === 9) attributes.push(accessiblePairs(11));
    if (i < 2) attributes.push(restrictedEnds(0, 2));
    return { row: rowLetter(i), seats, attributes };
  });
  return drawSection(sectionId, name, 'seated', rows);
}

/** Five rows of thirty-six; the rail cuts the view from the ends of the first. */
function drawCircle(): Section {
  const rows = Array.from({ length: 5 }, (_, i): RowDrawing => {
    const seats = seatsAlong(arc(focus, 50 + i * 1.6, 118, 62), 36, { aisles: [12, 24] });
    const attributes = i === 0 ? [restrictedEnds(3, 3), pressFrom(17, 20)] : [];
    return { row: rowLetter(i), seats, attributes };
  });
  return drawSection('circle', 'Circle', 'seated', rows);
}

export function drawTheatrePlan(): SeatPlan {
  return {
    planId: 'larkmoor-v1' as PlanId,
    version: 1,
    width: 56,
    height: 40,
    stage: {
      label: 'Stage and runway',
      outline: roundOutline([
        { x: 9, y: 1 },
        { x: 47, y: 1 },
        { x: 44, y: 7.5 },
        { x: 30.6, y: 9.2 },
        { x: 30.6, y: 25 },
        { x: 25.4, y: 25 },
        { x: 25.4, y: 9.2 },
        { x: 12, y: 7.5 },
      ]),
    },
    sections: [
      drawStalls('stalls-left', 'Stalls Left', -1),
      drawStalls('stalls-right', 'Stalls Right', 1),
      drawCircle(),
    ],
  };
}
