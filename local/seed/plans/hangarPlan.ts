/**
 * Hangar Marisol, Los Angeles: nobody sits. 400 numbered standing places in rings round a circular stage, the floor in
 * two halves parted by the way in, a rail above them. No IO.
 */
import type { PlanId } from '@fashionista/domain/ids';
import type { SeatPlan, Section } from '@fashionista/domain/plan';
import { accessiblePairs, arc, drawSection, frontRow, roundOutline, rowLetter, seatsAlong } from './rows.ts';
import type { RowDrawing } from './rows.ts';

const centre = { x: 24, y: 24 };
/** People who stand want a little more than a seat's width. */
const standingPitch = 1.1;

function drawRings(
  sectionId: string,
  name: string,
  counts: readonly number[],
  ring: { radius: number; fromDegrees: number; toDegrees: number },
): Section {
  const rows = counts.map((count, i): RowDrawing => {
    const path = arc(centre, ring.radius + i * 1.35, ring.fromDegrees, ring.toDegrees);
    const seats = seatsAlong(path, count, { pitch: standingPitch });
    const isFloor = sectionId !== 'rail';
    if (i === 0)
      return { row: rowLetter(i), seats, attributes: isFloor ? [frontRow] : [accessiblePairs(1, 49)] };
    return { row: rowLetter(i), seats };
  });
  return drawSection(sectionId, name, 'standing', rows);
}

export function drawHangarPlan(): SeatPlan {
  const floor = [18, 21, 24, 26, 29, 32];
  return {
    planId: 'hangar-v1' as PlanId,
    version: 1,
    width: 48,
    height: 41,
    stage: {
      label: 'Stage',
      outline: roundOutline(arc(centre, 5, 0, 360).filter((_, i) => i % 8 === 0 && i < 240)),
    },
    sections: [
      drawRings('floor-north', 'Floor North', floor, { radius: 7.2, fromDegrees: 187, toDegrees: 353 }),
      drawRings('floor-south', 'Floor South', floor, { radius: 7.2, fromDegrees: 7, toDegrees: 173 }),
      drawRings('rail', 'The Rail', [50, 50], { radius: 18.5, fromDegrees: 100, toDegrees: 440 }),
    ],
  };
}
