/**
 * Where a simulated buyer goes, and how much of a hall they leave to people. Sold places do not come back, so nobody
 * simulated buys once a hall has less than a third of its places free; they go on holding and letting go. Nearly full
 * halls they leave alone.
 * No IO.
 */
import { countBoard } from '@fashionista/domain/board';
import type { Board } from '@fashionista/domain/board';
import type { SeededRandom } from '../seed/seededRandom.ts';

const keptFromBuying = 1 / 3;
const keptFromHolding = 1 / 10;

export interface HallRoom {
  mayHold: boolean;
  mayBuy: boolean;
}

/** How much room the boards of a hall leave; blocked places are nobody's. */
export function roomIn(boards: readonly Pick<Board, 'places'>[]): HallRoom {
  let free = 0;
  let open = 0;
  for (const { places } of boards) {
    const count = countBoard(places);
    free += count.free;
    open += count.free + count.held + count.sold;
  }
  const share = open === 0 ? 0 : free / open;
  return { mayHold: share > keptFromHolding, mayBuy: share > keptFromBuying };
}

/**
 * One of `halls`, which stand in the order of their dates: the second draws half as many as the first, the third a third,
 * so that what is soon is busy and nothing is deserted. `undefined` where there are none.
 */
export function chooseHall<Hall>(halls: readonly Hall[], random: SeededRandom): Hall | undefined {
  const weights = halls.map((_, i) => 1 / (i + 1));
  let left = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  return halls.find((_, i) => (left -= weights[i] ?? 0) < 0) ?? halls[0];
}
