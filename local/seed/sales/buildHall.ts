/**
 * Fills a demo hall: who bought what, what the press keeps, and the boards that follow from it. Deterministic by event
 * and day. No IO.
 */
import { projectBoard } from '@fashionista/domain/board';
import type { Board } from '@fashionista/domain/board';
import type { Claim } from '@fashionista/domain/claim';
import type { FashionEvent } from '@fashionista/domain/event';
import type { Hold } from '@fashionista/domain/holdRecord';
import { holdIdOf } from '@fashionista/domain/ids';
import type { Uid } from '@fashionista/domain/ids';
import type { Place, SeatPlan } from '@fashionista/domain/plan';
import { placesPerBuyer } from '@fashionista/domain/holdRecord';
import { demoBuyers } from '../accounts.ts';
import type { Person } from '../accounts.ts';
import type { SaleStage } from '../events/eventCopy.ts';
import { seedRandom } from '../seededRandom.ts';
import type { SeededRandom } from '../seededRandom.ts';
import { buildSale } from './buildSale.ts';
import type { Sale, SignTicket } from './buildSale.ts';
import { dealParties, placesOfPress } from './dealPlaces.ts';

export interface DemoHall {
  sales: Sale[];
  claims: Claim[];
  /** What the buyers' holds look like after they bought. */
  holds: Hold[];
  boards: Board[];
}

const dayMs = 24 * 3_600_000;
const salesDays = 40;

/** Hands each party to a buyer who still may have that many ([H5]), in turn. */
function createBuyerPicker(): (count: number) => Person {
  const bought = new Map<Uid, number>();
  let turn = 0;
  return (count) => {
    for (let tried = 0; tried < demoBuyers.length; tried += 1) {
      const buyer = demoBuyers[turn++ % demoBuyers.length];
      if (!buyer || (bought.get(buyer.uid) ?? 0) + count > placesPerBuyer) continue;
      bought.set(buyer.uid, (bought.get(buyer.uid) ?? 0) + count);
      return buyer;
    }
    throw new Error('The demo has too few buyers for what is sold.');
  };
}

/** Some instant of the weeks before now, and before the event began. */
function pickPaidAt(event: FashionEvent, now: Date, random: SeededRandom): Date {
  const latest = Math.min(now.getTime(), event.startsAt.getTime()) - dayMs / 24;
  return new Date(Math.round(latest - random.next() * salesDays * dayMs));
}

async function sellParties(
  event: FashionEvent,
  plan: SeatPlan,
  stage: SaleStage,
  now: Date,
  sign: SignTicket,
): Promise<Sale[]> {
  const random = seedRandom(`buyers of ${event.eventId}`);
  const pickBuyer = createBuyerPicker();
  const sectionOf = (place: Place | undefined) =>
    plan.sections.find(({ places }) => place !== undefined && places.includes(place));
  const sales = dealParties(event.eventId, plan, stage).map((places, i) => {
    const section = sectionOf(places[0]);
    if (!section) throw new Error('A party stands nowhere.');
    const paidAt = pickPaidAt(event, now, random);
    return buildSale(
      { event, section, places, buyer: pickBuyer(places.length), ordinal: i + 1, paidAt },
      sign,
    );
  });
  return Promise.all(sales);
}

const claimsOfSale = ({ order }: Sale): Claim[] =>
  order.lines.map(({ placeId, sectionId }) => ({
    placeId,
    eventId: order.eventId,
    sectionId,
    state: 'sold',
    holdId: order.holdId,
    uid: order.uid,
    orderId: order.orderId,
  }));

const blocksOfPress = (event: FashionEvent, plan: SeatPlan): Claim[] => {
  const press = new Set(placesOfPress(plan));
  return plan.sections.flatMap(({ sectionId, places }) =>
    places
      .filter((place) => press.has(place))
      .map(({ placeId }): Claim => ({
        placeId,
        eventId: event.eventId,
        sectionId,
        state: 'blocked',
        holdId: null,
        uid: null,
        orderId: null,
      })),
  );
};

function holdsAfter(event: FashionEvent, sales: readonly Sale[]): Hold[] {
  const bought = new Map<Uid, number>();
  for (const { order } of sales) bought.set(order.uid, (bought.get(order.uid) ?? 0) + order.lines.length);
  return [...bought].map(([uid, count], i) => ({
    holdId: holdIdOf(event.eventId, uid),
    eventId: event.eventId,
    uid,
    state: 'empty',
    places: [],
    currency: event.currency,
    expiresAt: null,
    extensions: 0,
    bought: count,
    orderId: null,
    shard: i % 10,
    answered: [],
  }));
}

function boardsOf(event: FashionEvent, plan: SeatPlan, claims: readonly Claim[], now: Date): Board[] {
  const states = new Map(claims.map(({ placeId, state }) => [placeId, state]));
  return plan.sections.map((section) => ({
    eventId: event.eventId,
    sectionId: section.sectionId,
    eventState: event.state,
    places: projectBoard(section, (placeId) => states.get(placeId)),
    version: 1,
    updatedAt: now,
  }));
}

/** An event that nobody bought from yet has no blocks either: its whole plan is free. */
export async function buildHall(
  event: FashionEvent,
  plan: SeatPlan,
  stage: SaleStage,
  now: Date,
  sign: SignTicket,
): Promise<DemoHall> {
  const sales = await sellParties(event, plan, stage, now, sign);
  const blocks = stage === 'untouched' ? [] : blocksOfPress(event, plan);
  const claims = [...sales.flatMap(claimsOfSale), ...blocks];
  return { sales, claims, holds: holdsAfter(event, sales), boards: boardsOf(event, plan, claims, now) };
}
