import { expect, test } from 'vitest';
import { findChanges } from './ticketChanges.ts';

const startsAt = new Date('2026-10-03T17:30:00Z');
const ticket = { startsAt, venueName: 'Salone' };
const event = {
  state: 'published',
  startsAt: new Date(startsAt),
  timeZone: 'Europe/Rome',
  venueName: 'Salone',
  city: 'Firenze',
} as const;

test('nothing is said of an event that is as it was sold, or not known', () => {
  expect(findChanges(ticket, event)).toEqual([]);
  expect(findChanges(ticket, undefined)).toEqual([]);
});

test('another time and another venue are each said, with what was', () => {
  const later = new Date('2026-10-03T18:30:00Z');
  expect(findChanges(ticket, { ...event, startsAt: later, venueName: 'Stazione' })).toEqual([
    { kind: 'time', before: startsAt, now: later, timeZone: 'Europe/Rome' },
    { kind: 'venue', before: 'Salone', now: 'Stazione, Firenze' },
  ]);
});

test('cancelled says it all', () => {
  expect(findChanges(ticket, { ...event, state: 'cancelled', venueName: 'Stazione' })).toEqual([
    { kind: 'cancelled' },
  ]);
});
