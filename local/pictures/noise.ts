/**
 * Smooth two-dimensional noise (Perlin's gradient noise on a seeded lattice): what makes folds wander as cloth does.
 * No IO.
 */
import type { SeededRandom } from '../seed/seededRandom.ts';

/** About -1 to 1, smooth, 0 on average. */
export type Noise = (x: number, y: number) => number;

const tableSize = 256;
const fade = (t: number): number => t * t * t * (t * (t * 6 - 15) + 10);
const mix = (a: number, b: number, t: number): number => a + (b - a) * t;

export function createNoise(random: SeededRandom): Noise {
  const angles = Array.from({ length: tableSize }, () => random.next() * 2 * Math.PI);
  const order = Array.from({ length: tableSize }, (_, i) => i);
  for (let i = tableSize - 1; i > 0; i -= 1) {
    const j = random.integer(0, i);
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  const slope = (column: number, row: number, dx: number, dy: number): number => {
    const index = order[((order[column & 255] ?? 0) + row) & 255] ?? 0;
    const angle = angles[index] ?? 0;
    return Math.cos(angle) * dx + Math.sin(angle) * dy;
  };
  return (x, y) => {
    const [column, row] = [Math.floor(x), Math.floor(y)];
    const [dx, dy] = [x - column, y - row];
    const top = mix(slope(column, row, dx, dy), slope(column + 1, row, dx - 1, dy), fade(dx));
    const bottom = mix(
      slope(column, row + 1, dx, dy - 1),
      slope(column + 1, row + 1, dx - 1, dy - 1),
      fade(dx),
    );
    return 1.5 * mix(top, bottom, fade(dy));
  };
}
