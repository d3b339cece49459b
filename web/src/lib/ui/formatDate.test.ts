import { expect, test } from 'vitest';
import { formatDate, formatZone, isoDay, isoWithOffset, zonesDiffer } from './formatDate.ts';

const opening = new Date('2026-10-03T17:30:00Z');

test('a show is told in the venue’s zone, whatever zone this machine is in', () => {
  expect(formatDate(opening, 'full', 'Europe/Paris', 'en')).toBe('Saturday, 3 October 2026 at 19:30');
  expect(formatDate(opening, 'time', 'America/Los_Angeles', 'en')).toBe('10:30');
});
test('each language writes the day its own way', () => {
  expect(formatDate(opening, 'day', 'Europe/Paris', 'fr')).toBe('samedi 3 octobre 2026');
  expect(formatDate(opening, 'day', 'Europe/Paris', 'it')).toBe('sabato 3 ottobre 2026');
  expect(formatDate(opening, 'day', 'Europe/Paris', 'es')).toBe('sábado, 3 de octubre de 2026');
});
test('midnight is 00:00, never 24:00', () => {
  expect(formatDate(new Date('2026-10-03T22:00:00Z'), 'time', 'Europe/Paris', 'en')).toBe('00:00');
});
test('the zone’s name follows the season', () => {
  expect(formatZone(opening, 'Europe/Paris', 'en')).toBe('CEST');
  expect(formatZone(new Date('2026-12-03T17:30:00Z'), 'Europe/Paris', 'en')).toBe('CET');
});
test('a zone without an offset is named without one', () => {
  const winter = new Date('2026-12-03T17:30:00Z');
  expect(formatZone(winter, 'Europe/London', 'fr')).toBe('UTC');
  expect(formatZone(winter, 'America/New_York', 'fr')).toBe('UTC−5');
});
test('the reader’s time is only needed where the clocks differ', () => {
  expect(zonesDiffer(opening, 'Europe/Paris', 'Europe/Rome')).toBe(false);
  expect(zonesDiffer(opening, 'Europe/Paris', 'Europe/London')).toBe(true);
});
test('zones that agree in winter may differ in summer', () => {
  const zones = ['Africa/Algiers', 'Europe/Paris'] as const;
  expect(zonesDiffer(new Date('2026-01-03T12:00:00Z'), ...zones)).toBe(false);
  expect(zonesDiffer(new Date('2026-07-03T12:00:00Z'), ...zones)).toBe(true);
});
test('a late show belongs to the venue’s day, not to the server’s', () => {
  expect(isoDay(new Date('2026-10-04T05:30:00Z'), 'America/Los_Angeles')).toBe('2026-10-03');
});
test('for machines an instant says its zone’s clock and offset, halves of hours and Greenwich too', () => {
  expect(isoWithOffset(opening, 'Europe/Paris')).toBe('2026-10-03T19:30:00+02:00');
  expect(isoWithOffset(opening, 'America/Los_Angeles')).toBe('2026-10-03T10:30:00-07:00');
  expect(isoWithOffset(opening, 'Asia/Kolkata')).toBe('2026-10-03T23:00:00+05:30');
  expect(isoWithOffset(new Date('2026-12-03T17:30:00Z'), 'Europe/London')).toBe('2026-12-03T17:30:00+00:00');
  for (const zone of ['Europe/Paris', 'America/Los_Angeles', 'Asia/Kolkata'])
    expect(new Date(isoWithOffset(opening, zone))).toEqual(opening);
});
