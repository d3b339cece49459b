/**
 * Where the keyboard goes next in a section: rows are the grid's rows, seats its cells. Left and right follow what is
 * drawn; up and down keep to the nearest seat of the next row; Home and End are a row's ends, with Ctrl the
 * section's. As the ARIA grid pattern has it. No IO.
 */
import type { RowDrawing, SeatSpot } from './hallGeometry.ts';

/** How many rows PageUp and PageDown move. */
const pageRows = 5;

const clamp = (value: number, max: number): number => Math.min(max, Math.max(0, value));

function nearestInRow(row: RowDrawing | undefined, x: number): SeatSpot | undefined {
  return row?.seats.reduce<SeatSpot | undefined>(
    (best, seat) => (best && Math.abs(best.x - x) <= Math.abs(seat.x - x) ? best : seat),
    undefined,
  );
}

const rowSteps: Record<string, number> = {
  ArrowUp: -1,
  ArrowDown: 1,
  PageUp: -pageRows,
  PageDown: pageRows,
};

/** The seat that `key` moves to; `undefined` where the key is none of the grid's. */
export function moveInGrid(
  rows: readonly RowDrawing[],
  from: string,
  key: { key: string; ctrlKey: boolean },
): SeatSpot | undefined {
  const rowIndex = rows.findIndex(({ seats }) => seats.some(({ place }) => place.placeId === from));
  const row = rows[rowIndex];
  if (!row) return undefined;
  const seatIndex = row.seats.findIndex(({ place }) => place.placeId === from);
  const at = row.seats[seatIndex];
  const rowStep = rowSteps[key.key];
  if (rowStep !== undefined)
    return nearestInRow(rows[clamp(rowIndex + rowStep, rows.length - 1)], at?.x ?? 0);
  switch (key.key) {
    case 'ArrowLeft':
      return row.seats[clamp(seatIndex - 1, row.seats.length - 1)];
    case 'ArrowRight':
      return row.seats[clamp(seatIndex + 1, row.seats.length - 1)];
    case 'Home':
      return (key.ctrlKey ? rows[0] : row)?.seats[0];
    case 'End':
      return (key.ctrlKey ? rows.at(-1) : row)?.seats.at(-1);
    default:
      return undefined;
  }
}
