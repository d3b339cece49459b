/**
 * Palazzo Aldoverani, Florence: a salon of 120 gilt chairs. The carpet runs the length of the room in one slow curve
 * and the chairs follow it, two deep on each side; eight more stand at the hearth where it ends. No IO.
 */
import type { PlanId } from '@fashionista/domain/ids';
import type { SeatPlan, Section } from '@fashionista/domain/plan';
import {
  accessiblePairs,
  drawSection,
  frontRow,
  line,
  offsetPath,
  pressFrom,
  restrictedEnds,
  roundOutline,
  rowLetter,
  seatsAlong,
} from './rows.ts';
import type { Path, RowDrawing } from './rows.ts';

/** One full wave from west to east. */
const carpet: Path = Array.from({ length: 161 }, (_, i) => ({
  x: 3 + (i * 38) / 160,
  y: 13 + 2.6 * Math.sin((i / 160) * 2 * Math.PI),
}));

function drawSide(sectionId: string, name: string, side: -1 | 1): Section {
  const rows = [2.8, 4.3].map((distance, i): RowDrawing => {
    const seats = seatsAlong(offsetPath(carpet, side * distance), 28, { aisles: [9, 19] });
    const attributes = i === 0 ? [frontRow, pressFrom(27, 28)] : [accessiblePairs(8), restrictedEnds(1, 1)];
    return { row: rowLetter(i), seats, attributes };
  });
  return drawSection(sectionId, name, 'seated', rows);
}

export function drawSalonPlan(): SeatPlan {
  const hearth = seatsAlong(line({ x: 44.5, y: 8.5 }, { x: 44.5, y: 17.5 }), 8, { pitch: 1.1 });
  return {
    planId: 'salone-v1' as PlanId,
    version: 1,
    width: 48,
    height: 26,
    stage: {
      label: 'Carpet',
      outline: roundOutline([
        ...offsetPath(carpet, -1.2).filter((_, i) => i % 5 === 0),
        ...offsetPath(carpet, 1.2)
          .filter((_, i) => i % 5 === 0)
          .toReversed(),
      ]),
    },
    sections: [
      drawSide('finestre', 'Windows', -1),
      drawSide('arazzi', 'Tapestries', 1),
      drawSection('camino', 'Hearth', 'seated', [{ row: 'a', seats: hearth, attributes: [frontRow] }]),
    ],
  };
}
