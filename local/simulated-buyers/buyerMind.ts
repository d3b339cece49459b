/**
 * What a simulated buyer does next. Who they are is drawn once a visit from seeded randomness; each step then follows from
 * that and from what has happened so far, so that a seed tells the same story again. It stands apart from carrying the
 * steps out (`visit.ts`).
 * No IO.
 */
import type { SeededRandom } from '../seed/seededRandom.ts';

export interface BuyerMind {
  /** How many places they want. */
  party: number;
  /** Points at seats on the map, or lets the portal find the best. */
  picks: 'seats' | 'best';
  /** What becomes of what they hold: paid, let go, left to run out, or an order begun and given up. */
  intent: 'buy' | 'let-go' | 'walk-away' | 'give-up';
  /** Somebody stays at home: one place is let go again. */
  isOneLess: boolean;
  needsTime: boolean;
  /** The first payment is declined; then another card is good, or the order is given up. */
  card: 'good' | 'second-is-good' | 'no-money';
}

export type BuyerStep =
  | 'hold'
  | 'release-one'
  | 'release-all'
  | 'extend'
  | 'check-out'
  | 'pay'
  | 'pay-declined'
  | 'give-up-order'
  | 'leave';

export interface SoFar {
  /** The steps taken, in order. */
  taken: readonly BuyerStep[];
  /** Places held now. */
  holding: number;
  /** Whether the hall has enough places left to sell one (`chooseHall.ts`). */
  mayBuy: boolean;
}

/** Draws one of the names, each as likely as its weight among all. */
function drawOne<Name extends string>(random: SeededRandom, weights: Record<Name, number>): Name {
  const entries = Object.entries(weights) as [Name, number][];
  let left = random.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [name, weight] of entries) {
    left -= weight;
    if (left < 0) return name;
  }
  return entries[0]?.[0] as Name;
}

export function drawMind(random: SeededRandom): BuyerMind {
  return {
    party: Number(drawOne(random, { 1: 20, 2: 50, 3: 15, 4: 15 })),
    picks: drawOne(random, { seats: 70, best: 30 }),
    intent: drawOne(random, { buy: 35, 'let-go': 35, 'walk-away': 10, 'give-up': 20 }),
    isOneLess: random.next() < 0.25,
    needsTime: random.next() < 0.15,
    card: drawOne(random, { good: 75, 'second-is-good': 15, 'no-money': 10 }),
  };
}

/** What follows an order begun. */
function nextAtTheTill({ intent, card }: BuyerMind, { taken, mayBuy }: SoFar): BuyerStep {
  if (taken.includes('pay') || taken.includes('give-up-order')) return 'leave';
  if (intent !== 'buy' || !mayBuy) return 'give-up-order';
  if (card === 'good') return 'pay';
  if (!taken.includes('pay-declined')) return 'pay-declined';
  return card === 'second-is-good' ? 'pay' : 'give-up-order';
}

/** The next step; after `leave` there is none. */
export function nextStep(mind: BuyerMind, soFar: SoFar): BuyerStep {
  const { taken, holding } = soFar;
  if (!taken.includes('hold')) return 'hold';
  if (taken.includes('check-out')) return nextAtTheTill(mind, soFar);
  if (holding === 0) return 'leave';
  if (mind.isOneLess && holding > 1 && !taken.includes('release-one')) return 'release-one';
  if (mind.needsTime && !taken.includes('extend')) return 'extend';
  if (mind.intent === 'let-go') return 'release-all';
  if (mind.intent === 'walk-away') return 'leave';
  return 'check-out';
}
