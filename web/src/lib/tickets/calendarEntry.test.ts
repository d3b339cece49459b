import type { FashionEvent, Venue } from '@fashionista/domain/event';
import type { Ticket } from '@fashionista/domain/ticket';
import { expect, test } from 'vitest';
import { enterCalendar, showOfEvent, showOfTicket } from './calendarEntry.ts';

const event = {
  eventId: 'e1',
  title: 'The Left Hand of Lace',
  startsAt: new Date('2026-10-03T17:30:00Z'),
  doorsAt: new Date('2026-10-03T16:45:00Z'),
  endsAt: new Date('2026-10-03T19:00:00Z'),
  timeZone: 'Europe/Rome',
  venueName: 'Salone',
  city: 'Firenze',
} as FashionEvent;
const venue = {
  address: { street: 'Via Roma 1', postalCode: '50123', city: 'Firenze', country: 'IT' },
} as Venue;
const ticket = {
  eventId: 'e1',
  eventTitle: 'The Left Hand of Lace',
  startsAt: new Date('2026-10-03T17:30:00Z'),
  timeZone: 'Europe/Rome',
  venueName: 'Salone',
} as Ticket;

test('the event says when it ends, and the venue where it stands', () => {
  const show = showOfEvent(event, venue);
  expect(show.endsAt).toEqual(event.endsAt);
  expect(show.location).toBe('Salone, Via Roma 1, 50123 Firenze');
  expect(showOfEvent(event, undefined).location).toBe('Salone, Firenze');
});

test('without the event a show lasts two hours, and is the same entry', () => {
  const show = showOfTicket(ticket);
  expect(show.endsAt).toEqual(new Date('2026-10-03T19:30:00Z'));
  expect(show.uid).toBe(showOfEvent(event, venue).uid);
});

test('the description has every place, the doors in the venue’s time, and the way back', () => {
  const { description, url } = enterCalendar(
    showOfEvent(event, venue),
    ['Row A, seat 1', 'Row A, seat 2'],
    'https://portal.example/tickets/t1',
  );
  expect(description.split('\n')).toEqual([
    'Row A, seat 1',
    'Row A, seat 2',
    'Doors: 18:45 CEST, Saturday 3 October',
    'Your ticket: https://portal.example/tickets/t1',
  ]);
  expect(url).toBe('https://portal.example/tickets/t1');
});
