import type { TicketType } from '@fashionista/domain/event';
import type { SectionId } from '@fashionista/domain/ids';
import { expect, test } from 'vitest';
import { areFewLeft, countAvailability } from './availability.ts';

const type = (ticketTypeId: string, ...sectionIds: string[]) =>
  ({ ticketTypeId, name: ticketTypeId, priceMinor: 100, sectionIds }) as unknown as TicketType;
const board = (sectionId: string, places: string) => ({ sectionId: sectionId as SectionId, places });

test('a ticket type counts every section it is sold in; held places are not left', () => {
  const event = { ticketTypes: [type('floor', 'a', 'b')] };
  expect(countAvailability(event, [board('a', '..hs'), board('b', 'b.'), board('c', '....')])).toEqual({
    floor: { free: 3, total: 6 },
  });
});
test('a section without a board leaves its type out rather than guessing', () => {
  const event = { ticketTypes: [type('floor', 'a', 'b'), type('bank', 'a')] };
  expect(Object.keys(countAvailability(event, [board('a', '..')]))).toEqual(['bank']);
});
test('few are a tenth or less, and not none', () => {
  expect(areFewLeft({ free: 2, total: 20 })).toBe(true);
  expect(areFewLeft({ free: 3, total: 20 })).toBe(false);
  expect(areFewLeft({ free: 0, total: 20 })).toBe(false);
});
