import { placesPerBuyer } from '@fashionista/domain/holdRecord';
import { countBoard } from '@fashionista/domain/board';
import { holdIdSchema } from '@fashionista/domain/idSchemas';
import { ticketIdOf } from '@fashionista/domain/ids';
import type { Uid } from '@fashionista/domain/ids';
import { indexPlan } from '@fashionista/domain/plan';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { buildEvent } from '../events/buildEvent.ts';
import { eventCopies } from '../events/eventCopy.ts';
import { demoVenues } from '../venues.ts';
import { buildHall } from './buildHall.ts';

const now = new Date('2027-01-15T09:00:00Z');
const sign = () => Promise.resolve('signed');
const build = async (slug: string) => {
  const i = eventCopies.findIndex((copy) => copy.slug === slug);
  const copy = eventCopies[i];
  if (!copy) throw new Error(`No event ${slug}.`);
  const event = buildEvent(copy, i, 'demoOrganizer' as Uid, now);
  const { plan } = demoVenues[copy.venue];
  return { event, plan, hall: await buildHall(event, plan, copy.stage, now, sign) };
};
const halls = await Promise.all(eventCopies.map(({ slug }) => build(slug)));

describe.each(halls)('the hall of $event.slug', ({ event, plan, hall }) => {
  const claims = new Map(hall.claims.map((claim) => [claim.placeId, claim]));

  it('claims no place twice', () => {
    expect(claims.size).toBe(hall.claims.length);
  });

  it('has a paid order and a ticket behind each sold place, and nothing else', () => {
    const sold = hall.claims.filter(({ state }) => state === 'sold').map(({ placeId }) => placeId);
    const lines = hall.sales.flatMap(({ order }) => order.lines.map(({ placeId }) => placeId));
    const tickets = hall.sales.flatMap((sale) => sale.tickets);
    expect(lines.toSorted()).toEqual(sold.toSorted());
    expect(tickets.map(({ placeId }) => placeId).toSorted()).toEqual(sold.toSorted());
    for (const ticket of tickets) {
      expect(claims.get(ticket.placeId)?.orderId).toBe(ticket.orderId);
      expect(ticket.ticketId).toBe(ticketIdOf(ticket.orderId, ticket.placeId));
    }
  });

  it('has in each order the sum of its lines, and an entry of that sum', () => {
    for (const { order, entry } of hall.sales) {
      const sum = order.lines.reduce((total, { priceMinor }) => total + priceMinor, 0);
      expect([order.amountMinor, entry.amountMinor]).toEqual([sum, sum]);
      expect(order.paidAt?.getTime()).toBeLessThan(Math.min(now.getTime(), event.startsAt.getTime()));
    }
  });

  it('[H5] lets no buyer have more than a buyer may, and counts what each bought', () => {
    for (const hold of hall.holds) {
      const bought = hall.claims.filter(({ holdId }) => holdId === hold.holdId).length;
      expect(hold.bought).toBe(bought);
      expect(bought).toBeLessThanOrEqual(placesPerBuyer);
      expect(v.is(holdIdSchema, hold.holdId)).toBe(true);
    }
  });

  it('[B1] has boards that say what the claims say', () => {
    const counted = hall.boards.map(({ places }) => countBoard(places));
    const sum = (status: 'free' | 'sold' | 'blocked') =>
      counted.reduce((total, one) => total + one[status], 0);
    expect(sum('sold') + sum('blocked')).toBe(hall.claims.length);
    expect(sum('free')).toBe(event.placeCount - hall.claims.length);
  });

  it('leaves no single free seat behind', () => {
    const runs = plan.sections
      .filter(({ kind }) => kind === 'seated')
      .flatMap(({ sectionId }) =>
        indexPlan(plan)
          .rows(sectionId)
          .flatMap((row) => row.runs),
      );
    const singles = runs.flatMap((run) =>
      run.filter(
        ({ placeId }, i) =>
          !claims.has(placeId) &&
          [run[i - 1], run[i + 1]].every((beside) => beside === undefined || claims.has(beside.placeId)),
      ),
    );
    expect(singles.map(({ placeId }) => placeId)).toEqual([]);
  });

  it('fits in one commit', () => {
    const documents = hall.claims.length + hall.boards.length + hall.holds.length + 1;
    const sales = hall.sales.reduce((total, { tickets }) => total + 2 + tickets.length, 0);
    expect(documents + sales).toBeLessThanOrEqual(500);
  });
});

describe('the demo halls together', () => {
  it('are deterministic', async () => {
    expect((await build('salon-of-small-hours')).hall).toEqual((await build('salon-of-small-hours')).hall);
  });

  it('have one that is nearly sold out: a pair and three together are left', async () => {
    const { hall } = await build('salon-of-small-hours');
    const free = hall.boards.reduce((total, { places }) => total + countBoard(places).free, 0);
    expect(free).toBe(5);
  });

  it('have some that nobody bought from', () => {
    expect(halls.filter(({ hall }) => hall.claims.length === 0).length).toBeGreaterThan(0);
  });
});
