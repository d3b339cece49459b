import { checkSaleOpen, ticketTypeOf } from '@fashionista/domain/event';
import { eventIdSchema } from '@fashionista/domain/idSchemas';
import type { Uid } from '@fashionista/domain/ids';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { demoVenues } from '../venues.ts';
import { buildEvent } from './buildEvent.ts';
import { eventCopies } from './eventCopy.ts';

const now = new Date('2027-01-15T09:00:00Z');
const events = eventCopies.map((copy, i) => buildEvent(copy, i, 'demoOrganizer' as Uid, now));
const dayMs = 24 * 3_600_000;

describe('the demo events', () => {
  it('are twelve, each with a name of its own', () => {
    expect(events).toHaveLength(12);
    expect(new Set(events.map(({ slug }) => slug)).size).toBe(12);
    expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(12);
  });

  it('are on sale, but for the one that ended yesterday', () => {
    const closed = events.filter((event) => !checkSaleOpen(event, now).ok);
    expect(closed.map(({ slug }) => slug)).toEqual(['second-skin-third-act']);
    expect(closed[0]?.endsAt.getTime()).toBeLessThan(now.getTime());
  });

  it('lie between two days and five months ahead', () => {
    const upcoming = events.filter(({ startsAt }) => startsAt > now);
    const days = upcoming.map(({ startsAt }) => (startsAt.getTime() - now.getTime()) / dayMs);
    expect(Math.min(...days)).toBeGreaterThan(1);
    expect(Math.max(...days)).toBeLessThan(153);
  });

  it('are sold in three currencies, one of them far from Europe', () => {
    expect(new Set(events.map(({ currency }) => currency))).toEqual(new Set(['EUR', 'GBP', 'USD']));
    expect(events.map(({ timeZone }) => timeZone)).toContain('America/Los_Angeles');
  });

  it.each(events)('$slug sells every section by exactly one ticket type', (event) => {
    const venue = Object.values(demoVenues).find(({ plan }) => plan.planId === event.planId);
    const sold = event.ticketTypes.flatMap(({ sectionIds }) => sectionIds);
    expect(sold.toSorted()).toEqual(venue?.plan.sections.map(({ sectionId }) => sectionId).toSorted());
    for (const sectionId of sold) expect(ticketTypeOf(event, sectionId)?.priceMinor).toBeGreaterThan(0);
  });

  it.each(events)('$slug opens its doors before it starts, and starts before it ends', (event) => {
    expect(event.doorsAt < event.startsAt && event.startsAt < event.endsAt).toBe(true);
    expect(v.is(eventIdSchema, event.eventId)).toBe(true);
  });
});
