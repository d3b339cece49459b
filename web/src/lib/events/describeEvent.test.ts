import { makeEvent } from '../../../../domain/testing/hall.ts';
import type { FashionEvent } from '@fashionista/domain/event';
import { expect, test } from 'vitest';
import { describeEvent, describeWay } from './describeEvent.server.ts';

const event = makeEvent(['stalls', 'circle'], {
  title: 'A Grammar of Folds',
  startsAt: new Date('2027-01-20T19:00:00Z'),
  doorsAt: new Date('2027-01-20T18:15:00Z'),
  endsAt: new Date('2027-01-20T20:05:00Z'),
  timeZone: 'Europe/Paris',
  designers: ['Aurore Lesquin', 'Maison Lesquin'],
});
const soldOut = { 'type-stalls': { free: 3, total: 40 }, 'type-circle': { free: 0, total: 20 } };

const describe = (change: Partial<FashionEvent> = {}, now = new Date('2027-01-01T00:00:00Z')) =>
  describeEvent({
    event: { ...event, ...change },
    venue: {
      venueId: event.venueId,
      name: 'Halle',
      address: { street: '7 quai des Verriers', postalCode: '75019', city: 'Paris', country: 'FR' },
      timeZone: 'Europe/Paris',
      travel: [],
    },
    designers: [
      {
        ...{ designerId: 'designer-m' as never, slug: 'm', name: 'Maison Lesquin', kind: 'house' },
        ...{ city: 'Paris', country: 'FR', words: '' },
      },
    ],
    availability: soldOut,
    now,
    url: 'https://portal.example/events/gala',
    images: ['https://portal.example/events/gala/share.png'],
    site: { name: 'Fashionista Portal', url: 'https://portal.example/' },
  }) as Record<string, unknown>;

test('an event says when by its venue’s clock, where, and that it takes place', () => {
  const told = describe();
  expect(told).toMatchObject({
    '@type': 'Event',
    startDate: '2027-01-20T20:00:00+01:00',
    doorTime: '2027-01-20T19:15:00+01:00',
    eventStatus: 'https://schema.org/EventScheduled',
    location: {
      address: { streetAddress: '7 quai des Verriers', addressLocality: 'Paris', addressCountry: 'FR' },
    },
  });
});

test('each ticket type is an offer with its price, and whether any is left', () => {
  expect(describe()['offers']).toMatchObject([
    { price: '50.00', priceCurrency: 'EUR', availability: 'https://schema.org/InStock' },
    { price: '40.00', priceCurrency: 'EUR', availability: 'https://schema.org/SoldOut' },
  ]);
});

test('prices have the digits of their currency', () => {
  expect(describe({ currency: 'JPY' })['offers']).toMatchObject([{ price: '5000' }, { price: '4000' }]);
});

test('nothing is offered of a show that was cancelled or has begun', () => {
  const cancelled = describe({ state: 'cancelled' });
  expect(cancelled['eventStatus']).toBe('https://schema.org/EventCancelled');
  for (const told of [cancelled, describe({}, event.startsAt)])
    for (const offer of told['offers'] as { availability: string }[])
      expect(offer.availability).toBe('https://schema.org/SoldOut');
});

test('houses are organizations, people are people', () => {
  expect(describe()['performer']).toEqual([
    { '@type': 'Person', name: 'Aurore Lesquin' },
    { '@type': 'Organization', name: 'Maison Lesquin' },
  ]);
});

test('the organizer is who the event names, else the portal', () => {
  expect(describe({ organizerName: 'Vasseur' })['organizer']).toMatchObject({ name: 'Vasseur' });
  expect(describe()['organizer']).toMatchObject({ name: 'Fashionista Portal' });
});

test('the way counts its steps from one', () => {
  const steps = [
    { name: 'Home', url: 'https://portal.example/' },
    { name: 'Events', url: 'https://portal.example/events' },
  ];
  expect(describeWay(steps)).toMatchObject({
    itemListElement: [
      { position: 1, item: 'https://portal.example/' },
      { position: 2, name: 'Events' },
    ],
  });
});
