import type { TicketId } from '@fashionista/domain/ids';
import type { Ticket, TicketStatus } from '@fashionista/domain/ticket';
import { expect, test } from 'vitest';
import { pickStanding, slideAt } from './pickStanding.ts';

const ticket = (row: string, number: number, status: TicketStatus = 'valid', sectionId = 'salon') =>
  ({ ticketId: `${sectionId}-${row}${number}`, sectionId, row, number, status }) as unknown as Ticket;
const idsOf = (tickets: Ticket[]) => tickets.map(({ ticketId }) => ticketId);

test('those that admit stand in the order of their places, ten after two', () => {
  const tickets = [
    ticket('10', 1),
    ticket('2', 12),
    ticket('2', 3),
    ticket('1', 1, 'void'),
    ticket('a', 1, 'valid', 'balcony'),
  ];
  expect(idsOf(pickStanding(tickets, new Set()))).toEqual([
    'balcony-a1',
    'salon-23',
    'salon-212',
    'salon-101',
  ]);
});

test('one that was shown stays when it is used', () => {
  const tickets = [ticket('a', 1, 'used'), ticket('a', 2), ticket('a', 3, 'used')];
  expect(idsOf(pickStanding(tickets, new Set(['salon-a1' as TicketId])))).toEqual(['salon-a1', 'salon-a2']);
});

test('a scroll position shows what is mostly in view, and never what is not there', () => {
  expect([0, 150, 170, 328, 700, 5_000].map((left) => slideAt(left, 328, 3))).toEqual([0, 0, 1, 1, 2, 2]);
  expect(slideAt(-40, 328, 3)).toBe(0);
  expect(slideAt(0, 0, 3)).toBe(0);
});
