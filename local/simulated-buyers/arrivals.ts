/**
 * When the next simulated buyer comes. People come independently of each other, so the time between two is exponential;
 * after the portal failed they stay away for longer and longer.
 * No IO.
 */
import type { SeededRandom } from '../seed/seededRandom.ts';

const minuteMs = 60_000;
/** An exponential's tail would now and then leave the hall empty for minutes. */
const longestGap = 4;
const firstWaitMs = 2_000;
const longestWaitMs = 60_000;

/** Milliseconds until the next one comes, `buyersAMinute` on average. */
export function gapMs(buyersAMinute: number, random: SeededRandom): number {
  const gap = Math.min(longestGap, -Math.log(1 - random.next()));
  return (gap * minuteMs) / buyersAMinute;
}

/** How long nobody comes after `failures` visits in a row met a portal in trouble. */
export const waitAfterMs = (failures: number): number =>
  failures === 0 ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** (failures - 1));
