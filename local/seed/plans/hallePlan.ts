/**
 * Halle Sainte-Aure, Paris: a runway in the shape of a U, front rows on both of its sides. 714 seats in six sections:
 * outside and inside the two legs, outside and inside the bend. No IO.
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
import type { AttributesOf, RowDrawing } from './rows.ts';

const bend = { x: 40, y: 44 };
/** From the middle of the bend to the runway's edges. */
const innerRadius = 13.5;
const outerRadius = 18.5;
const legTop = 4;
const rowGap = 1.5;
const edgeGap = 1.5;

/** Rows of thirty along a leg. `offset` is the first row's distance from the hall's middle, `step` the way outwards. */
function drawLeg(
  sectionId: string,
  name: string,
  rowCount: number,
  side: -1 | 1,
  offset: number,
  step: number,
): Section {
  const rows = Array.from({ length: rowCount }, (_, i): RowDrawing => {
    const x = bend.x + side * (offset + i * step);
    const seats = seatsAlong(line({ x, y: legTop + 1 }, { x, y: bend.y - 2 }), 30, { aisles: [15] });
    const isLast = i === rowCount - 1;
    const attributes: AttributesOf[] = [];
    if (i === 0) attributes.push(frontRow);
    if (isLast) attributes.push(accessiblePairs(14, 16), restrictedEnds(2, 0));
    return { row: rowLetter(i), seats, attributes };
  });
  return drawSection(sectionId, name, 'seated', rows);
}

function drawBend(sectionId: string, name: string, counts: readonly number[], outwards: 1 | -1): Section {
  const first = outwards === 1 ? outerRadius + edgeGap : innerRadius - edgeGap;
  const rows = counts.map((count, i): RowDrawing => {
    const path = arc(bend, first + outwards * i * rowGap, 177, 3);
    const third = Math.round(count / 3);
    const aisles = outwards === 1 ? [third, count - third] : [count / 2];
    const seats = seatsAlong(path, count, { aisles });
    const attributes: AttributesOf[] = [];
    if (i === 0) attributes.push(frontRow);
    // The photographers look up both legs from the foot of the bend.
    if (i === 1 && outwards === 1) attributes.push(pressFrom(third + 4, count - third - 3));
    if (i === counts.length - 1) attributes.push(accessiblePairs((aisles[0] ?? 2) - 1));
    return { row: rowLetter(i), seats, attributes };
  });
  return drawSection(sectionId, name, 'seated', rows);
}

/** Down the outer west edge, round, up the east, and back along the inner edge. */
const outline = () =>
  roundOutline([
    { x: bend.x - outerRadius, y: legTop },
    ...arc(bend, outerRadius, 180, 0).filter((_, i) => i % 10 === 0),
    { x: bend.x + outerRadius, y: legTop },
    { x: bend.x + innerRadius, y: legTop },
    ...arc(bend, innerRadius, 0, 180).filter((_, i) => i % 10 === 0),
    { x: bend.x - innerRadius, y: legTop },
  ]);

export function drawHallePlan(): SeatPlan {
  return {
    planId: 'halle-v1' as PlanId,
    version: 1,
    width: 80,
    height: 71,
    stage: { label: 'Runway', outline: outline() },
    sections: [
      drawLeg('rive-gauche', 'Rive Gauche', 4, -1, outerRadius + edgeGap, rowGap),
      drawLeg('rive-droite', 'Rive Droite', 4, 1, outerRadius + edgeGap, rowGap),
      drawLeg('cour-gauche', 'Cour Gauche', 3, -1, innerRadius - edgeGap, -rowGap),
      drawLeg('cour-droite', 'Cour Droite', 3, 1, innerRadius - edgeGap, -rowGap),
      drawBend('hemicycle', 'Hémicycle', [48, 52, 56, 60], 1),
      drawBend('coeur', 'Cœur', [30, 26, 22], -1),
    ],
  };
}
