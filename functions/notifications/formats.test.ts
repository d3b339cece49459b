import { expect, test } from 'vitest';
import { formatAddress, formatDay, formatMoney, formatTime, formatZone } from './formats.ts';

/** Intl puts no-break spaces of several widths. */
const spaced = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

test.each([
  ['en', '€12,345.50', 'Friday, 18 September 2026', '00:30', 'CEST'],
  ['fr', '12 345,50 €', 'vendredi 18 septembre 2026', '00:30', 'UTC+2'],
  ['it', '12.345,50 €', 'venerdì 18 settembre 2026', '00:30', 'CEST'],
  ['es', '12.345,50 €', 'viernes, 18 de septiembre de 2026', '00:30', 'CEST'],
] as const)('%s: money, day, time and zone as its readers write them', (locale, money, day, time, zone) => {
  // Half past midnight in Milan is the day before in UTC.
  const at = new Date('2026-09-17T22:30:00Z');
  expect(spaced(formatMoney(1_234_550, 'EUR', locale))).toBe(money);
  expect(formatDay(at, 'Europe/Rome', locale)).toBe(day);
  expect(formatTime(at, 'Europe/Rome', locale)).toBe(time);
  expect(formatZone(at, 'Europe/Rome', locale)).toBe(zone);
});

test('a zone without an offset is named without one', () => {
  const winter = new Date('2026-12-03T17:30:00Z');
  expect(formatZone(winter, 'Europe/London', 'fr')).toBe('UTC');
  expect(formatZone(winter, 'America/New_York', 'it')).toBe('GMT-5');
});

test('money has the decimals of its currency', () => {
  expect(formatMoney(12_000, 'JPY', 'en')).toBe('JP¥12,000');
  expect(formatMoney(12_000, 'GBP', 'en')).toBe('£120.00');
  expect(spaced(formatMoney(12_000, 'KWD', 'en'))).toBe('KWD 12.000');
});

test('an address has its post code where its country puts it, and the country in the reader’s language', () => {
  const milan = { street: 'Via dei Crogioli 18', postalCode: '20134', city: 'Milan', country: 'IT' };
  const london = { street: '4 Larkmoor Row', postalCode: 'SE1 0AA', city: 'London', country: 'GB' };
  expect(formatAddress(milan, 'fr')).toEqual(['Via dei Crogioli 18', '20134 Milan', 'Italie']);
  expect(formatAddress(london, 'es')).toEqual(['4 Larkmoor Row', 'London SE1 0AA', 'Reino Unido']);
});
